package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.models.StoredFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReproduceCommandTest extends CommandTest {
    private static final String COMPLETED =
            "{\"type\":\"completed\",\"jobId\":\"b\",\"model\":\"m-again\",\"at\":\"2026-11-22T00:00:00Z\",\"step\":128,"
                    + "\"reason\":\"images\",\"version\":2,\"seconds\":1,\"imagesPerSecond\":128}";

    ReproduceCommandTest() throws Exception {}

    @Test
    void theSameRequestUnderAnotherIdComesToTheSame() {
        gateway.answer(200, job("a", "m", 64, 128))
                .answer(200, manifest("m", 1, 64, "aa", 1.5))
                .answer(200, manifest("m", 2, 128, "bb", 1.25))
                .answer(202, "{\"jobId\":\"b\"}")
                .answer(200, "id: 1\ndata: " + COMPLETED + "\n\n")
                .answer(200, job("b", "m-again", 64, 128))
                .answer(200, manifest("m-again", 1, 64, "aa", 1.5))
                .answer(200, manifest("m-again", 2, 128, "bb", 1.25));

        assertThat(reproduce("a")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("b is identical to a");
        JsonNode sent = Json.readTree(gateway.asked().get(3).body().getBytes(StandardCharsets.UTF_8));
        assertThat(sent.path("jobId").asText()).matches("a-again-[0-9a-f]{6}");
        assertThat(sent.path("model").asText()).isEqualTo("m-again");
        assertThat(sent.path("seed").asInt()).isEqualTo(7);
    }

    @Test
    void whatDiffersIsNamed() {
        gateway.answer(200, job("a", "m", 64, 128))
                .answer(200, manifest("m", 1, 64, "aa", 1.5))
                .answer(200, manifest("m", 2, 128, "bb", 1.25))
                .answer(202, "{\"jobId\":\"b\"}")
                .answer(200, "id: 1\ndata: " + COMPLETED + "\n\n")
                .answer(200, job("b", "m-again", 64))
                .answer(200, manifest("m-again", 1, 64, "cc", 1.75));

        assertThat(reproduce("a", "--json")).isEqualTo(ExitCode.FAILED);
        JsonNode result = Json.readTree(out.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(result.path("identical").asBoolean()).isFalse();
        assertThat(texts(result.path("steps").path(0).path("differences")))
                .containsExactly("generator: SHA-256 aa, now SHA-256 cc", "loss.generator: 1.5, now 1.75");
        assertThat(texts(result.path("steps").path(1).path("differences"))).containsExactly("published by a only");
    }

    @Test
    void jobThatHasNotCompletedIsNotRunAgain() {
        gateway.answer(200, "{\"jobId\":\"a\",\"model\":\"m\",\"state\":\"RUNNING\"}");

        assertThat(reproduce("a")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("job a is RUNNING; only a completed one can be reproduced");
        assertThat(gateway.asked()).hasSize(1);
    }

    private int reproduce(String... arguments) {
        return ask(Stream.concat(Stream.of("jobs", "reproduce"), Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String job(String jobId, String model, long... steps) {
        List<Map<String, Object>> versions = new ArrayList<>();
        for (long step : steps) {
            versions.add(Map.of("version", versions.size() + 1, "step", step));
        }
        return text(
                Map.of("jobId", jobId, "model", model, "state", "COMPLETED", "device", "cpu", "versions", versions));
    }

    private static String manifest(String model, int version, long step, String digest, double loss) {
        return text(new Manifest(
                Manifest.SCHEMA,
                model,
                version,
                "job",
                step,
                Instant.EPOCH,
                "dcgan",
                new SampleSpec.Images(1, 28, 28),
                64,
                Map.of("generator", new Network(new StoredFile("g.onnx", 1, digest), "00", List.of(), List.of(), 0)),
                Map.of(),
                new Probe(0, 1, 0, 1, 1e-3),
                Optional.empty(),
                Map.of("loss.generator", loss),
                new Manifest.Provenance(
                        Json.tree(Map.of("model", "m", "seed", 7)), Json.tree(Map.of()), "00", 0, 7, "test")));
    }

    private static String text(Object value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }
}
