package dev.gantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.console.CliException;
import dev.gantry.contracts.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;

/** What an inference service says of a model. */
final class InferenceClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String model;

    InferenceClient(URI base, String model) {
        this.base = base;
        this.model = model;
    }

    /** The version that answers. */
    OptionalInt live() throws InterruptedException {
        JsonNode live = status().path("live");
        return live.isInt() ? OptionalInt.of(live.intValue()) : OptionalInt.empty();
    }

    /** The code that a version was set aside with, if it was. */
    Optional<String> quarantineCode(int version) throws InterruptedException {
        return StreamSupport.stream(status().path("quarantined").spliterator(), false)
                .filter(entry -> entry.path("version").intValue() == version)
                .map(entry -> entry.path("code").asText())
                .findFirst();
    }

    /** How often a version was made live so far. */
    int swaps() throws InterruptedException {
        String series = "gantry_inference_swaps_total{model=\"" + model + "\",phase=\"live\",result=\"live\"} ";
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(series.length())))
                .sum();
    }

    private JsonNode status() throws InterruptedException {
        return Json.readTree(get("/v1/models/" + model).getBytes(StandardCharsets.UTF_8));
    }

    private String get(String path) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw CliException.failed(path + " is answered with " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw CliException.failed("the inference service does not answer: " + e);
        }
    }
}
