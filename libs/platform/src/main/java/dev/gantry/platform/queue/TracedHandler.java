package dev.gantry.platform.queue;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.platform.tracing.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Handles messages as part of the trace that their headers name; what is sent meanwhile carries it on. */
public final class TracedHandler<T> implements Handler<T> {
    private static final TextMapGetter<Task<?>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Task<?> task) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Task<?> task, String name) {
            return task == null ? null : task.header(name).orElse(null);
        }
    };

    private final Tracer tracer;
    private final String topic;
    private final Handler<T> handler;

    public TracedHandler(Tracer tracer, String topic, Handler<T> handler) {
        this.tracer = tracer;
        this.topic = topic;
        this.handler = handler;
    }

    @Override
    public Settlement handle(Task<T> task) {
        Context parent = TraceContext.extract(task, HEADERS);
        Span span = tracer.spanBuilder("process " + topic)
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.destination.partition.id", String.valueOf(task.partition()))
                .setAttribute("messaging.kafka.offset", task.offset())
                .startSpan();
        Context context = parent.with(span);
        TraceContext.log(context);
        try {
            Settlement settlement =
                    context.wrapSupplier(() -> handler.handle(task)).get();
            describe(span, settlement);
            return settlement;
        } catch (GantryException e) {
            fail(span, e.failure());
            throw e;
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR, e.toString());
            throw e;
        } finally {
            span.end();
            TraceContext.stopLogging();
        }
    }

    private static void describe(Span span, Settlement settlement) {
        span.setAttribute(
                "gantry.settlement", settlement.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (settlement instanceof Settlement.Retry retry) {
            fail(span, retry.reason());
        } else if (settlement instanceof Settlement.DeadLetter deadLetter) {
            fail(span, deadLetter.reason());
        }
    }

    private static void fail(Span span, Failure reason) {
        span.setAttribute("error.type", reason.code()).setStatus(StatusCode.ERROR, reason.message());
    }
}
