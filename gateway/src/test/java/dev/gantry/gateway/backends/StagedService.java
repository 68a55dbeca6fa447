package dev.gantry.gateway.backends;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.gantry.gateway.auth.Caller;
import dev.gantry.platform.signing.SigningKey;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.prometheus.metrics.core.metrics.Histogram;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A service that does what a test says, behind gateways that pass everything on to it as {@code detector}. */
final class StagedService implements AfterEachCallback {
    static final int MAX_BODY = 1 << 20;

    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** What every request is part of. */
    private static final SpanContext TRACE = SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.builder().put("vendor", "1").build());

    private final Vertx vertx = Vertx.vertx();
    private final Histogram seconds = Histogram.builder()
            .name("test_seconds")
            .labelNames("backend", "status")
            .build();
    private final HttpServer service;
    private volatile HttpHandler behaviour = HttpExchange::close;

    StagedService() {
        try {
            service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        service.createContext("/", exchange -> behaviour.handle(exchange));
        service.start();
    }

    void does(HttpHandler told) {
        behaviour = told;
    }

    /** One for the operator. */
    String gateway() {
        return gateway(Caller.OPERATOR, Optional.empty());
    }

    String gateway(Caller caller, Optional<SigningKey> key) {
        return gateway(port(), SILENCE, caller, key);
    }

    String impatientGateway(Duration silence) {
        return gateway(port(), silence, Caller.OPERATOR, Optional.empty());
    }

    /** To another than this service. */
    String gatewayTo(int port) {
        return gateway(port, SILENCE, Caller.OPERATOR, Optional.empty());
    }

    /** How long requests took. */
    Histogram seconds() {
        return seconds;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        service.stop(0);
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private int port() {
        return service.getAddress().getPort();
    }

    private String gateway(int port, Duration silence, Caller caller, Optional<SigningKey> key) {
        Backend backend = new Backend(
                "detector",
                new Backend.Peer("detector", URI.create("http://127.0.0.1:" + port)),
                vertx.createHttpClient(),
                new CallSigner(key.map(signing -> () -> signing), Clock.systemUTC()),
                new Backend.Limits(Duration.ofSeconds(5), silence, MAX_BODY),
                seconds,
                OpenTelemetry.noop().getTracer("test"));
        int own = Doors.open(vertx, () -> caller, context -> Context.root()
                .with(Span.wrap(TRACE))
                .wrap(() -> backend.forward(context))
                .run());
        return "http://127.0.0.1:" + own;
    }
}
