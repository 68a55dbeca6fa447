package dev.gantry.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gantry.contracts.Json;
import dev.gantry.gateway.backends.ByteCalls;
import io.grpc.Server;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A key file, and one server that stands for both services behind the gateway: it draws two samples of the model
 * {@value #PAINTED} in whatever format, finds every PNG likely synthetic, paints heatmaps for that model, and answers all else with
 * what it was asked.
 */
public final class GatewayEnvironment implements QuarkusTestResourceLifecycleManager {
    public static final String KEY = "a-key-for-tests-0123456789";
    public static final String OTHER_KEY = "another-key-for-tests-0123456789";

    public static final String PAINTED = "painted";
    /** A PNG of 2 × 2 pixels. */
    public static final byte[] PICTURE = picture();

    private static final String VERDICT = """
            {"requestId": "r", "at": "2026-11-22T10:00:00Z", "verdict": "LIKELY_SYNTHETIC", "reason": "Because of the test.",
             "picture": {"sha256": "00", "format": "png", "width": 2, "height": 2},
             "origin": {"status": "FOREIGN_KEY", "mark": {"model": "elsewhere", "version": 4, "manifestSha256": "00",
               "pixelsSha256": "00", "look": "00", "source": "test", "signature": {"keyId": "0123", "signature": "00"}}},
             "emission": {"match": "ALIKE", "model": "painted", "version": 2, "at": "2026-11-20T10:00:00Z", "distance": 3},
             "falsePositiveRate": 0.01,
             "judgements": [{"model": "painted", "version": 3, "conclusion": "LIKELY_SYNTHETIC", "score": 4.2,
               "probability": 0.98, "threshold": 2.9, "falsePositiveRate": 0.01, "pValue": 0.001,
               "detectorSha256": "00", "manifestSha256": "00"},
              {"model": "large", "version": 1, "conclusion": "UNCERTAIN", "score": 0.2,
               "probability": 0.5, "falsePositiveRate": 0.01, "pValue": 0.4, "abstention": "UNKNOWN_SIZE",
               "detectorSha256": "00", "manifestSha256": "00"}],
             "attribution": {"generators": [{"model": "painted", "version": 3, "share": 0.96}], "unknown": 0.04}}
            """;

    private @Nullable HttpServer backend;
    private @Nullable Server calls;
    private @Nullable Path keyFile;

    @Override
    public Map<String, String> start() {
        try {
            Path keys = Files.createTempFile("gantry-api-key-", "");
            keyFile = keys;
            Files.writeString(keys, KEY + "\n\n" + OTHER_KEY + "\n");
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            backend = server;
            server.createContext("/", GatewayEnvironment::answer);
            server.start();
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Server echo = ByteCalls.serve(ByteCalls.echo(new AtomicReference<>()));
            calls = echo;
            return Map.of(
                    "gantry.gateway.api-key-file",
                    keys.toString(),
                    "gantry.gateway.inference-url",
                    url,
                    "gantry.gateway.inference-grpc-url",
                    "http://127.0.0.1:" + echo.getPort(),
                    "gantry.gateway.detector-url",
                    url,
                    "gantry.gateway.heartbeat",
                    "200ms",
                    "quarkus.http.test-port",
                    "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/v1/models/" + PAINTED + "/samples")) {
            drawn(exchange, Json.readTree(body));
        } else if (path.equals("/v1/detections/heatmap")
                && exchange.getRequestURI().getQuery().equals("model=" + PAINTED)) {
            send(exchange, "image/png", PICTURE);
        } else if ("image/png".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            send(exchange, "application/json", Api.utf8(VERDICT));
        } else {
            exchange.getResponseHeaders().add("X-Asked", exchange.getRequestMethod() + " " + exchange.getRequestURI());
            send(exchange, "text/x-echo", body);
        }
    }

    private static void drawn(HttpExchange exchange, JsonNode request) throws IOException {
        String format = request.path("format").asText();
        if (!format.equals("json")) {
            exchange.getResponseHeaders().add("X-Asked", request.toString());
            send(exchange, format.equals("grid") ? "image/png" : "application/octet-stream", PICTURE);
            return;
        }
        String sample = Base64.getEncoder().encodeToString(PICTURE);
        send(
                exchange,
                "application/json",
                Json.bytes(Map.of("model", PAINTED, "version", 3, "seed", 0, "samples", List.of(sample, sample))));
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] picture() {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (backend != null) {
            backend.stop(0);
        }
        if (calls != null) {
            calls.shutdownNow();
        }
        if (keyFile != null) {
            keyFile.toFile().delete();
        }
    }
}
