package dev.gantry.benchmarks;

import static dev.gantry.benchmarks.HostileInput.post;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Documents that are meant to harm whoever parses them. */
final class HostileJson {
    private static final int DEPTH = 100_000;
    private static final int LONG = 2 << 20;
    private static final int TOO_LONG = 17 << 20;
    private static final int MANY_ROWS = 100_000;
    private static final int LATENT = 64;

    private HostileJson() {}

    /**
     * A place that takes JSON.
     *
     * @param good  fields of a good request, or none
     * @param text  field that takes a text
     * @param whole field that takes a whole number
     */
    private record Door(String name, String path, String good, String text, String whole) {
        HostileInput with(String kind, String fields) {
            return raw(kind, "{" + good + (good.isEmpty() ? "" : ",") + fields + "}");
        }

        HostileInput raw(String kind, String document) {
            return post(kind + " in " + name, path, () -> document.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    static List<HostileInput> all(String model) {
        String samples = "/v1/models/" + model + "/samples";
        String infer = "/v2/models/" + model + "/infer";
        Door job = new Door(
                "a job", "/v1/jobs", "\"model\":\"x\",\"data\":{\"uri\":\"file:fashion-mnist\"}", "jobId", "seed");
        Door sample = new Door("a sample request", samples, "", "format", "seed");
        Door tensor = new Door("an infer request", infer, "", "id", "unknown");
        Door picture = new Door(
                "a picture's reference",
                "/v1/detections",
                "\"sha256\":\"" + "0".repeat(64) + "\"",
                "object",
                "falsePositiveRate");
        List<HostileInput> all = new ArrayList<>();
        for (Door door : List.of(job, sample, tensor, picture)) {
            all.addAll(anywhere(door));
        }
        all.addAll(List.of(
                job.raw("empty document", ""),
                tensor.raw("empty document", ""),
                sample.raw("negative count", "{\"count\":-1}"),
                sample.raw("endless count", "{\"count\":9223372036854775807}"),
                sample.raw("version of another kind", "{\"version\":\"../../1\"}"),
                tensor.raw("endless shape", tensors("[4611686018427387904,4611686018427387904]", "[0]")),
                tensor.raw("negative shape", tensors("[-1,-64]", "[0]")),
                tensor.raw("shape of nulls", tensors("[null,null]", "[0]")),
                tensor.raw("null for a tensor", "{\"inputs\":[null]}"),
                tensor.raw(
                        "null for an output",
                        "{\"outputs\":[null],"
                                + tensors("[1," + LATENT + "]", zeros(LATENT)).substring(1)),
                tensor.raw("number beyond FP32", tensors("[1,1]", "[1e400]")),
                tensor.raw("deep data", tensors("[1]", "[".repeat(DEPTH) + "]".repeat(DEPTH))),
                tensor.raw(
                        "more rows than are taken",
                        tensors(
                                "[" + MANY_ROWS + "," + LATENT + "]",
                                "[0" + ",0".repeat(MANY_ROWS * LATENT - 1) + "]")),
                tensor.raw("text for data", tensors("[1]", "\"" + "x".repeat(LONG) + "\""))));
        return all;
    }

    private static List<HostileInput> anywhere(Door door) {
        return List.of(
                door.raw("nested arrays", "[".repeat(DEPTH) + "]".repeat(DEPTH)),
                door.raw("nested objects", "{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH)),
                door.raw("unclosed arrays", "[".repeat(DEPTH)),
                door.with("long text", field(door.text(), "\"" + "x".repeat(LONG) + "\"")),
                door.with("long name", "\"" + "x".repeat(LONG) + "\":1"),
                door.with("long number", field(door.whole(), "1".repeat(LONG))),
                door.with("huge exponent", field(door.whole(), "1e1000000000")),
                door.with("key twice", field(door.text(), "\"a\"") + "," + field(door.text(), "\"b\"")),
                door.with("array for a text", field(door.text(), "[[]]")),
                door.with("text for a number", field(door.whole(), "\"DROP TABLE\"")),
                door.with("invalid UTF-8", field(door.text(), "\"\u00c3(\u00a0\u00ff\"")),
                door.with("lone surrogate", field(door.text(), "\"\\ud800\"")),
                door.raw("cut off document", "{\"" + door.text() + "\":\"x"),
                door.raw("two documents", "{}{}"),
                door.raw("null", "null"),
                door.raw("more bytes than the gateway takes", " ".repeat(TOO_LONG) + "{}"),
                new HostileInput(
                        "other media type for " + door.name(),
                        "POST",
                        door.path(),
                        "application/xml",
                        () -> "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"
                                .getBytes(StandardCharsets.UTF_8),
                        HostileInput.Answer.REFUSED));
    }

    private static String field(String name, String value) {
        return "\"" + name + "\":" + value;
    }

    private static String zeros(int count) {
        return "[0" + ",0".repeat(count - 1) + "]";
    }

    private static String tensors(String shape, String data) {
        return "{\"inputs\":[{\"name\":\"z\",\"datatype\":\"FP32\",\"shape\":" + shape + ",\"data\":" + data + "}]}";
    }
}
