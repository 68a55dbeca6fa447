package dev.gantry.gateway.backends;

import dev.gantry.gateway.GatewayConfig;
import dev.gantry.service.http.GrpcPaths;
import io.opentelemetry.api.trace.Tracer;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;

/** Which paths belong to which service behind the gateway; described in {@code META-INF/openapi.yaml}. */
@Singleton
final class BackendRoutes {
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_CALL_CONNECTIONS = 4;

    private final HttpClient client;
    private final HttpClient callClient;
    private final Backend inference;
    private final Backend inferenceCalls;
    private final Backend detector;

    BackendRoutes(GatewayConfig config, CallSigner signer, Vertx vertx, PrometheusRegistry registry, Tracer tracer) {
        Histogram seconds = Histogram.builder()
                .name("gantry_gateway_backend_duration_seconds")
                .help(
                        "Time until the answer of a request that was passed on had gone out whole; status of HTTP, or of gRPC")
                .labelNames("backend", "status")
                .classicUpperBounds(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60)
                .register(registry);
        Backend.Limits limits =
                new Backend.Limits(config.connectTimeout(), config.backendTimeout(), config.maxBodyBytes());
        client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
        callClient = vertx.createHttpClient(
                callOptions(config.inferenceGrpcUrl()), new PoolOptions().setHttp2MaxSize(MAX_CALL_CONNECTIONS));
        Backend.Peer service = new Backend.Peer("inference", config.inferenceUrl());
        Backend.Peer calls = new Backend.Peer("inference", config.inferenceGrpcUrl());
        Backend.Peer judge = new Backend.Peer("detector", config.detectorUrl());
        inference = new Backend("inference", service, client, signer, limits, seconds, tracer);
        inferenceCalls = new Backend("inference-grpc", calls, callClient, signer, limits, seconds, tracer);
        detector = new Backend("detector", judge, client, signer, limits, seconds, tracer);
    }

    void register(@Observes Router router) {
        router.post("/v1/models/:model/samples").handler(inference::forward);
        router.route("/v1/models/:model/aliases/:alias").handler(inference::forward);
        router.post("/v1/models/:model/rollback").handler(inference::forward);
        router.post("/v1/detections").handler(detector::forward);
        router.post("/v1/detections/frames").handler(detector::forward);
        router.post("/v1/detections/heatmap").handler(detector::forward);
        router.post("/v1/detections/:requestId/feedback").handler(detector::forward);
        router.get("/v1/detections/feedback").handler(detector::forward);
        router.route("/v2/*").handler(inference::forward);
        router.post(GrpcPaths.INFERENCE + ":call").handler(inferenceCalls::forward);
    }

    @PreDestroy
    void close() {
        client.close();
        callClient.close();
    }

    /** gRPC is HTTP/2 from the first byte, and what it says is not looked into here. */
    static HttpClientOptions callOptions(URI url) {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setUseAlpn("https".equals(url.getScheme()));
    }
}
