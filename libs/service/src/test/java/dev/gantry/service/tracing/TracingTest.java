package dev.gantry.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final Attributes SERVICE = Attributes.of(AttributeKey.stringKey("service.name"), "gateway");

    private static final SpanContext REMOTE = SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.builder().put("vendor", "1").build());

    private record Received(String path, String body) {}

    @Test
    void spansReachTheEndpointOverOtlp() throws Exception {
        BlockingQueue<Received> received = new LinkedBlockingQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestURI().getPath(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        URI endpoint = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort());
        try {
            Tracing tracing = new Tracing(Optional.of(endpoint), 1, SERVICE);
            Span span = tracing.tracer()
                    .spanBuilder("process gantry.training.requests")
                    .setParent(Context.root().with(Span.wrap(REMOTE)))
                    .startSpan();
            span.end();
            tracing.close();

            assertThat(span.getSpanContext().getTraceId()).isEqualTo(REMOTE.getTraceId());
            Received export = received.poll(20, TimeUnit.SECONDS);
            assertThat(export).isNotNull();
            assertThat(export.path()).isEqualTo("/v1/traces");
            assertThat(export.body())
                    .contains("process gantry.training.requests")
                    .contains("service.name")
                    .contains("gateway");
        } finally {
            receiver.stop(0);
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
