package dev.gantry.testkit;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Receives spans as a collector does: <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP</a> over HTTP. */
public final class SpanReceiver implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 40;

    private final HttpServer server;
    private final List<Received> spans = new ArrayList<>();

    /**
     * A span that has ended.
     *
     * @param service    as it calls itself
     * @param parent     id of the span above it; empty if there is none
     * @param attributes with their values as text
     */
    public record Received(
            String service,
            String name,
            String kind,
            String traceId,
            String id,
            String parent,
            Map<String, String> attributes,
            boolean failed) {}

    private SpanReceiver(HttpServer server) {
        this.server = server;
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    /** Starts receiving on a free port of loopback. */
    public static SpanReceiver start() {
        try {
            return new SpanReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Waits for a span, also if it has come before. */
    public synchronized Received await(Predicate<Received> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (spans.stream().noneMatch(wanted)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("no such span within " + PATIENCE_SECONDS + " s, but " + spans);
            }
            wait(left);
        }
        return spans.stream().filter(wanted).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
        synchronized (this) {
            request.getResourceSpansList().forEach(this::keep);
            notifyAll();
        }
        byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void keep(ResourceSpans of) {
        String service = texts(of.getResource().getAttributesList()).getOrDefault("service.name", "");
        of.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> new Received(
                        service,
                        span.getName(),
                        span.getKind().name().substring("SPAN_KIND_".length()),
                        hex(span.getTraceId()),
                        hex(span.getSpanId()),
                        hex(span.getParentSpanId()),
                        texts(span.getAttributesList()),
                        span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR))
                .forEach(spans::add);
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, pair -> text(pair.getValue())));
    }

    private static String text(AnyValue value) {
        return value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue();
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
