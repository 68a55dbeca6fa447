package dev.gantry.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.testkit.SpanReceiver;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final Attributes SERVICE = Attributes.of(AttributeKey.stringKey("service.name"), "gateway");

    private static final SpanContext REMOTE = SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.builder().put("vendor", "1").build());

    @Test
    void spansReachTheEndpointOverOtlp() throws Exception {
        try (SpanReceiver collector = SpanReceiver.start()) {
            Tracing tracing = new Tracing(Optional.of(collector.endpoint()), 1, SERVICE);
            Span span = tracing.tracer()
                    .spanBuilder("process gantry.training.requests")
                    .setParent(Context.root().with(Span.wrap(REMOTE)))
                    .startSpan();
            span.end();
            tracing.close();

            assertThat(collector.await(received -> received.name().equals("process gantry.training.requests")))
                    .isEqualTo(new SpanReceiver.Received(
                            "gateway",
                            "process gantry.training.requests",
                            "INTERNAL",
                            REMOTE.getTraceId(),
                            span.getSpanContext().getSpanId(),
                            REMOTE.getSpanId(),
                            Map.of(),
                            false));
        }
    }

    @Test
    void withoutAnEndpointTheContextIsPassedOnAsItCame() {
        Tracing tracing = new Tracing(Optional.empty(), 1, SERVICE);
        Span span = tracing.tracer()
                .spanBuilder("work")
                .setParent(Context.root().with(Span.wrap(REMOTE)))
                .startSpan();
        assertThat(span.isRecording()).isFalse();
        assertThat(span.getSpanContext()).isEqualTo(REMOTE);
        Span unasked = tracing.tracer().spanBuilder("work").setNoParent().startSpan();
        assertThat(unasked.getSpanContext().isValid()).isFalse();
    }

    @Test
    void settingsThatCannotBeAreNamed() {
        assertThatThrownBy(() -> new Tracing(Optional.empty(), 1.5, SERVICE))
                .hasMessageContaining("gantry.tracing.sample-ratio is 1.5: must be 0 to 1");
        assertThatThrownBy(() -> new Tracing(Optional.of(URI.create("collector:4318")), 1, SERVICE))
                .hasMessageContaining("gantry.tracing.endpoint is collector:4318: must be the URL");
    }
}
