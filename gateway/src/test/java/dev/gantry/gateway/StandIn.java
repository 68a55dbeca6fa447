package dev.gantry.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.gantry.contracts.Json;
import dev.gantry.service.callers.Call;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Answers for the services behind the gateway: it draws two samples of the models {@value GatewayEnvironment#PAINTED} and
 * {@value GatewayEnvironment#PLOTTED} in whatever format, finds every PNG likely synthetic, and of forms and of the frames of a GIF or
 * ZIP the second and the third, takes feedback on these verdicts, paints heatmaps for the first model, serves version 2 of
 * {@value GatewayEnvironment#HALF_SERVED} because version 3 is broken, and answers all else with what it was asked.
 */
final class StandIn {
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

    /** One that says nothing of where the picture is from. */
    private static final String PLAIN = """
            {"requestId": "r", "at": "2026-11-22T10:00:00Z", "verdict": "%s", "reason": "Because of the test.",
             "picture": {"sha256": "00", "format": "gif", "width": 2, "height": 2}, "falsePositiveRate": 0.01,
             "judgements": [{"model": "painted", "version": 3, "conclusion": "%s", "score": 1.5,
               "probability": 0.9, "threshold": 2.9, "falsePositiveRate": 0.01, "pValue": 0.001,
               "detectorSha256": "00", "manifestSha256": "00"}],
             "attribution": {"generators": [{"model": "painted", "version": 3, "share": 0.8}], "unknown": 0.2}}
            """;

    private static final String RESULTS =
            """
            [{"file": "0", "verdict": %s}, {"file": "1", "verdict": %s}, {"file": "2", "verdict": %s},
             {"file": "3", "problem": {"status": 415, "detail": "the file is neither PNG nor JPEG"}}]
            """.formatted(plain("NO_EVIDENCE"), plain("LIKELY_SYNTHETIC"), plain("LIKELY_SYNTHETIC"));

    private static final String BATCH = "{\"results\": " + RESULTS + "}";

    private static final String FRAMES = "{\"results\": " + RESULTS + """
            , "summary": {"judged": 3, "meanProbability": 0.8, "maxProbability": 0.85, "shareSynthetic": 0.667,
              "segments": [{"first": 1, "last": 2}]}}
            """;

    private static final String RATES = """
            {"rates": [{"falsePositiveRate": 0.01, "falsePositives": {"errors": 1, "pictures": 4, "rate": 0.25,
                        "lower": 0.046, "upper": 0.699},
                        "falseNegatives": {"errors": 0, "pictures": 0, "rate": 0, "lower": 0, "upper": 1}}]}
            """;

    /** Said to be made for each request. */
    private static final String IMAGES = "100";

    /** What the inference service tells of a model whose newest version does not load. */
    private static final String HALF_SERVED = """
            {"name": "half-served", "live": 2, "desired": 3, "state": "quarantined", "canary": 20,
             "aliases": {"latest": 3, "champion": 3, "canary": 1},
             "versions": [{"version": 3, "phase": "quarantined"}, {"version": 2, "phase": "live"},
               {"version": 1, "phase": "live"}, {"version": 1, "phase": "draining"}],
             "quarantined": [{"version": 3, "code": "digest-mismatch", "reason": "it has other bytes", "attempts": 2,
               "retryAt": "2026-11-22T10:00:00Z"}]}
            """;

    private StandIn() {}

    static void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        exchange.getResponseHeaders().add("X-Asked", asked);
        exchange.getResponseHeaders()
                .add("X-Asked-Within", exchange.getRequestHeaders().getFirst("traceparent"));
        tellTenant(exchange);
        exchange.getResponseHeaders().add(Call.IMAGES_HEADER, IMAGES);
        if (asked.equals("POST /v1/models/" + GatewayEnvironment.PAINTED + "/samples")
                || asked.equals("POST /v1/models/" + GatewayEnvironment.PLOTTED + "/samples")) {
            draw(exchange, Json.readTree(body));
        } else if (asked.equals("POST /v1/detections/heatmap?model=" + GatewayEnvironment.PAINTED)) {
            send(exchange, "image/png", GatewayEnvironment.PICTURE);
        } else if (asked.equals("GET /v1/models")) {
            sendJson(exchange, "{\"models\": [" + HALF_SERVED + "]}");
        } else if (asked.equals("GET /v1/models/" + GatewayEnvironment.HALF_SERVED)) {
            sendJson(exchange, HALF_SERVED);
        } else if (asked.equals("GET /v1/detections/feedback")) {
            sendJson(exchange, RATES);
        } else if (asked.equals("POST /v1/detections/r/feedback")) {
            sendJson(exchange, kept(Json.readTree(body)));
        } else {
            judge(exchange, body);
        }
    }

    private static void tellTenant(HttpExchange exchange) throws IOException {
        String[] token = exchange.getRequestHeaders().getFirst(Call.HEADER).split("\\.", 3);
        JsonNode tenant = Json.readTree(Base64.getUrlDecoder().decode(token[1])).path("tenant");
        if (!tenant.isMissingNode()) {
            exchange.getResponseHeaders().add(Call.TENANT_HEADER, tenant.asText());
        }
    }

    private static void judge(HttpExchange exchange, byte[] body) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if ("image/png".equals(type)) {
            sendJson(exchange, VERDICT);
        } else if ("image/gif".equals(type) || "application/zip".equals(type)) {
            sendJson(exchange, FRAMES);
        } else if (type != null && type.startsWith("multipart/form-data")) {
            sendJson(exchange, BATCH);
        } else {
            send(exchange, "text/x-echo", body);
        }
    }

    private static void draw(HttpExchange exchange, JsonNode request) throws IOException {
        exchange.getResponseHeaders().add("Gantry-Version", "3");
        String format = request.path("format").asText();
        if (!format.equals("json")) {
            send(
                    exchange,
                    format.equals("grid") ? "image/png" : "application/octet-stream",
                    GatewayEnvironment.PICTURE);
            return;
        }
        boolean points = exchange.getRequestURI().getPath().contains(GatewayEnvironment.PLOTTED);
        String picture = Base64.getEncoder().encodeToString(GatewayEnvironment.PICTURE);
        List<?> samples = points ? List.of(List.of(1, 2, 3), List.of(4, 5, 6)) : List.of(picture, picture);
        String model = points ? GatewayEnvironment.PLOTTED : GatewayEnvironment.PAINTED;
        send(
                exchange,
                "application/json",
                Json.bytes(Map.of("model", model, "version", 3, "seed", 0, "samples", samples)));
    }

    private static String kept(JsonNode request) {
        return """
                {"requestId": "r", "at": "2026-11-22T10:00:00Z", "label": "%s", "reason": "%s", "verdict": "LIKELY_SYNTHETIC",
                 "falsePositiveRate": 0.01, "judgements": []}
                """.formatted(
                        request.path("label").asText(), request.path("reason").asText());
    }

    private static String plain(String conclusion) {
        return PLAIN.formatted(conclusion, conclusion);
    }

    private static void sendJson(HttpExchange exchange, String json) throws IOException {
        send(exchange, "application/json", Api.utf8(json));
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
