package dev.gantry.platform.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/**
 * The trace that work belongs to, as {@code traceparent} and {@code tracestate} of <a
 * href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>. It is passed on whether or not spans are recorded.
 */
public final class TraceContext {
    /** Of the logging context; the format of log lines has it. */
    private static final String LOGGED = "trace";

    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();

    private TraceContext() {}

    /** The context that headers bring; the root context if they bring none that is valid. */
    public static <C> Context extract(C headers, TextMapGetter<C> getter) {
        return W3C.extract(Context.root(), headers, getter);
    }

    /** Puts the context into headers, unless it belongs to no trace. */
    public static <C> void inject(Context context, C headers, TextMapSetter<C> setter) {
        W3C.inject(context, headers, setter);
    }

    /** Lets the log lines of this thread, or request, name the context's trace; none if it belongs to none. */
    public static void log(Context context) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        if (span.isValid()) {
            MDC.put(LOGGED, " traceId=" + span.getTraceId());
        } else {
            stopLogging();
        }
    }

    /** Lets log lines name no trace any more. */
    public static void stopLogging() {
        MDC.remove(LOGGED);
    }

    /** Does work in the context. Its log lines name the trace; those that the thread writes afterwards name none. */
    public static <T> T within(Context context, Supplier<T> work) {
        log(context);
        try {
            return context.wrapSupplier(work).get();
        } finally {
            stopLogging();
        }
    }

    /** Work for a thread that works for many: it does it {@linkplain #within within} the context that is current here. */
    public static <T> Supplier<T> wrapSupplier(Supplier<T> work) {
        Context context = Context.current();
        return () -> within(context, work);
    }

    /** As {@link #wrapSupplier}. */
    public static Runnable wrap(Runnable work) {
        Context context = Context.current();
        return () -> {
            log(context);
            try {
                context.wrap(work).run();
            } finally {
                stopLogging();
            }
        };
    }
}
