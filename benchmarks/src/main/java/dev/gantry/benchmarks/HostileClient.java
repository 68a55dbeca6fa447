package dev.gantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.benchmarks.HostileInput.Sender;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Sends {@link HostileInput}s to a platform and looks at what comes back. */
final class HostileClient {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final String PROBLEM = "application/problem+json";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LocalStack stack;
    private final Sender operator;

    HostileClient(LocalStack stack, String apiKey) {
        this.stack = stack;
        this.operator = new Sender("gateway", () -> Map.of("X-API-Key", apiKey));
    }

    /**
     * What a request came to.
     *
     * @param right   whether it was answered as it should be
     * @param told    status and the beginning of the answer, for people
     * @param seconds until the whole answer was there
     */
    record Outcome(boolean right, String told, double seconds) {}

    /** @param chunked whether the body comes without its length */
    Outcome send(HostileInput input, byte[] body, boolean chunked) throws InterruptedException {
        BodyPublisher whole = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        Sender sender = input.sender().orElse(operator);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stack.service(sender.service()) + input.path()))
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", input.mediaType())
                .method(input.method(), chunked ? BodyPublishers.fromPublisher(whole) : whole);
        sender.credentials().get().forEach(request::header);
        long begun = System.nanoTime();
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Outcome(right(input, answer), told(answer), seconds(begun));
        } catch (IOException e) {
            return new Outcome(false, e.toString(), seconds(begun));
        }
    }

    /** Whether a process of the platform says that it is ready. */
    boolean ready(URI process) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(process.resolve("/q/health/ready"))
                    .timeout(ANSWER_LIMIT)
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean right(HostileInput input, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        return switch (input.answer()) {
            case HARMLESS -> status == 200;
            case REFUSED -> status >= 400 && status < 500 && explained(input, answer);
        };
    }

    private static boolean explained(HostileInput input, HttpResponse<byte[]> answer) {
        String mediaType = answer.headers().firstValue("Content-Type").orElse("");
        try {
            JsonNode reason = Json.readTree(answer.body());
            return input.path().startsWith("/v2")
                    ? !reason.path("error").asText().isEmpty()
                    : mediaType.startsWith(PROBLEM)
                            && reason.path("status").intValue() == answer.statusCode()
                            && !reason.path("detail").asText().isEmpty();
        } catch (GantryException e) {
            return false;
        }
    }

    private static String told(HttpResponse<byte[]> answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        return answer.statusCode() + " " + (text.length() <= 300 ? text : text.substring(0, 300) + "…");
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
