package dev.gantry.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.client.GatewayException.Kind;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.imaging.PictureFormat;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** A platform's gateway. Every method throws a {@link GatewayException} when it does not do what it is asked for. */
public final class GatewayClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(90);

    private final URI base;
    private final String apiKey;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /** @param base URL of the gateway, without a path */
    public GatewayClient(URI base, String apiKey) {
        this.base = base;
        this.apiKey = apiKey;
    }

    /** The gateway that is asked. */
    public URI base() {
        return base;
    }

    public JsonNode get(String path) throws InterruptedException {
        return json(send(request(path).GET()));
    }

    public JsonNode delete(String path) throws InterruptedException {
        return json(send(request(path).DELETE()));
    }

    public JsonNode post(String path, JsonNode body) throws InterruptedException {
        return json(post(path, "application/json", Json.bytes(body)));
    }

    public JsonNode put(String path, JsonNode body) throws InterruptedException {
        return json(send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(Json.bytes(body)))));
    }

    /** Posts bytes of any media type, for an answer of any media type. */
    public HttpResponse<byte[]> post(String path, String contentType, byte[] body) throws InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    /**
     * Asks for a verdict on a picture.
     *
     * @param picture PNG or JPEG
     * @param model   whose detector to ask; absent: every live one
     */
    public Verdict judge(byte[] picture, Optional<String> model) throws InterruptedException {
        return judge(picture, model.map(name -> "?model=" + name).orElse(""));
    }

    /**
     * Asks for a verdict on a picture.
     *
     * @param picture PNG or JPEG
     * @param query   empty, or from its question mark on; see {@code docs/detection.md}
     */
    public Verdict judge(byte[] picture, String query) throws InterruptedException {
        String type = PictureFormat.sniff(picture).map(PictureFormat::mediaType).orElse("application/octet-stream");
        return Json.convert(json(post("/v1/detections" + query, type, picture)), Verdict.class);
    }

    /**
     * Asks for verdicts on the frames of an animation.
     *
     * @param animation see {@link JudgedFrames#sniff}
     * @param query     empty, or from its question mark on; see {@code docs/detection.md}
     */
    public JudgedFrames judgeFrames(byte[] animation, String query) throws InterruptedException {
        JsonNode answer = json(post("/v1/detections/frames" + query, "application/octet-stream", animation));
        return Json.convert(answer, JudgedFrames.class);
    }

    /** A stream of a job's events. */
    public JobEvents events(String jobId) {
        return new JobEvents(this, jobId);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + apiKey);
    }

    <T> HttpResponse<T> open(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return http.send(request, handler);
    }

    GatewayException unreachable(IOException cause) {
        String why = cause instanceof ConnectException ? "no platform answers" : "the connection failed";
        String detail = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return new GatewayException(
                Kind.UNREACHABLE,
                why + " at " + base + detail + ": start one with ./gantry up, or name another by --url");
    }

    /** What an answer that is no success says. */
    GatewayException refusal(int status, byte[] body) {
        Kind kind = status >= 400 && status < 500 ? Kind.REFUSED : Kind.FAILED;
        if (status == 401) {
            return new GatewayException(kind, base + " does not accept the API key");
        }
        return new GatewayException(kind, detail(body) + " (HTTP " + status + ")");
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request.timeout(ANSWER_TIMEOUT).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw unreachable(e);
        }
        if (response.statusCode() >= 300) {
            throw refusal(response.statusCode(), response.body());
        }
        return response;
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        try {
            return Json.readTree(response.body());
        } catch (GantryException e) {
            throw new GatewayException(Kind.FAILED, base + " answers with something that is no JSON: is it a gateway?");
        }
    }

    private static String detail(byte[] body) {
        try {
            JsonNode problem = Json.readTree(body);
            return problem.path("detail").asText(problem.path("error").asText("the platform gives no reason"));
        } catch (GantryException e) {
            return "the platform gives no reason";
        }
    }
}
