package dev.gantry.service.tracing;

import dev.gantry.platform.tracing.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.common.vertx.VertxContext;
import jakarta.inject.Singleton;

/** Makes what is answered, a request of HTTP or a call of gRPC, part of the trace that its headers name, or of a new one. */
@Singleton
public final class ServedTraces {
    private final Tracer tracer;

    ServedTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * Begins the span of a request. Until the request is over, whichever thread works on it, the span is the current one, and log
     * lines name its trace.
     *
     * @return to be ended with the request; none that is recorded where nothing is kept with the request
     */
    public <C> Span begin(String name, C headers, TextMapGetter<C> getter) {
        if (!VertxContext.isOnDuplicatedContext()) {
            return Span.getInvalid();
        }
        Context parent = TraceContext.extract(headers, getter);
        Span span = tracer.spanBuilder(name)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        Context context = parent.with(span);
        TraceContext.log(context);
        stay(context);
        return span;
    }

    /** For as long as the request lasts, with which its storage ends. */
    @SuppressWarnings("MustBeClosedChecker")
    private static void stay(Context context) {
        Scope unused = context.makeCurrent();
    }
}
