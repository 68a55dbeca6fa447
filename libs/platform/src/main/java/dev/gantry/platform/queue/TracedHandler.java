package dev.gantry.platform.queue;

import dev.gantry.contracts.Failure;
import dev.gantry.platform.tracing.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Locale;

/** Handles messages as part of the trace that their headers name; what is sent meanwhile carries it on. */
final class TracedHandler<T> implements Handler<T> {
    private final Tracer tracer;
    private final String topic;
    private final SettlingHandler<T> handler;

    TracedHandler(Tracer tracer, String topic, SettlingHandler<T> handler) {
        this.tracer = tracer;
        this.topic = topic;
        this.handler = handler;
    }

    @Override
    public Settlement handle(Task<T> task) {
        Context parent = RecordTrace.of(task.record());
        Span span = tracer.spanBuilder("process " + topic)
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.destination.partition.id", String.valueOf(task.partition()))
                .setAttribute("messaging.kafka.offset", task.offset())
                .startSpan();
        Settlement settlement = TraceContext.within(parent.with(span), () -> handler.handle(task));
        describe(span, settlement);
        span.end();
        return settlement;
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
