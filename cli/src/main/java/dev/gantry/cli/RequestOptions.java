package dev.gantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.cli.console.CliException;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A training request from a file, from options, or from both; the platform fills in what is missing and checks the rest. */
final class RequestOptions {
    private static final String STANDARD_INPUT = "-";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Request as JSON; - reads standard input.")
    private Optional<String> file = Optional.empty();

    @Option(names = "--model", paramLabel = "NAME", description = "Name of the model whose versions the job publishes.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "URI",
            description = "What to learn from: s3://BUCKET/data/DATASET, or file:PATH below the trainer's data root.")
    private Optional<String> data = Optional.empty();

    @Option(
            names = "--detector-of",
            paramLabel = "MODEL",
            split = ",",
            description =
                    "Fit a detector to the samples of these models instead of training networks: a name, the beginning"
                            + " of names (shop-*), or a version (shop-clothes@3). May be repeated.")
    private List<String> detectorOf = new ArrayList<>();

    @Option(names = "--images", paramLabel = "N", description = "Images to train on.")
    private Optional<Long> images = Optional.empty();

    @Option(names = "--minutes", paramLabel = "M", description = "Wall-clock limit.")
    private Optional<Double> minutes = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Of every random stream of the job.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--job-id", paramLabel = "ID", description = "Names the job; the same id twice is one job.")
    private Optional<String> jobId = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "Set any field of the request, for instance data.resolution=64. May be repeated.")
    private Map<String, String> fields = new LinkedHashMap<>();

    /**
     * The request; options replace what the file says.
     *
     * @throws CliException usage, if the file cannot be read or holds no JSON object, or a field cannot be set
     */
    ObjectNode document() {
        ObjectNode request = file.map(RequestOptions::read).orElseGet(JsonNodeFactory.instance::objectNode);
        model.ifPresent(value -> request.put("model", value));
        data.ifPresent(value -> request.withObject("/data").put("uri", value));
        if (!detectorOf.isEmpty()) {
            request.put("kind", "detector");
            request.set("generators", Json.tree(detectorOf));
        }
        images.ifPresent(value -> request.withObject("/budget").put("images", value));
        minutes.ifPresent(value -> request.withObject("/budget").put("minutes", value));
        seed.ifPresent(value -> request.put("seed", value));
        jobId.ifPresent(value -> request.put("jobId", value));
        fields.forEach((field, value) -> set(request, field, value));
        return request;
    }

    private static void set(ObjectNode request, String field, String value) {
        String[] path = field.split("\\.", -1);
        ObjectNode parent = request;
        try {
            for (int i = 0; i < path.length - 1; i++) {
                parent = parent.withObject("/" + path[i]);
            }
        } catch (UnsupportedOperationException e) {
            throw CliException.usage("--set " + field + ": a part of the path is no object");
        }
        parent.set(path[path.length - 1], value(value));
    }

    /** Numbers, booleans and whatever else reads as JSON; text otherwise. */
    private static JsonNode value(String text) {
        try {
            return Json.readTree(text.getBytes(StandardCharsets.UTF_8));
        } catch (GantryException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }

    private static ObjectNode read(String file) {
        try {
            byte[] content = file.equals(STANDARD_INPUT) ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            if (Json.readTree(content) instanceof ObjectNode object) {
                return object;
            }
            throw CliException.usage(file + " holds no JSON object");
        } catch (IOException e) {
            throw CliException.usage("cannot read " + file + ": " + e);
        } catch (GantryException e) {
            throw CliException.usage(file + ": " + e.getMessage());
        }
    }
}
