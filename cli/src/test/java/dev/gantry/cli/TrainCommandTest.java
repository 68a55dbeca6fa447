package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.console.ExitCode;
import dev.gantry.contracts.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TrainCommandTest extends CommandTest {
    private static final String JOB = "{\"jobId\":\"j\",\"state\":\"QUEUED\"}";

    TrainCommandTest() throws Exception {}

    @Test
    void optionsReplaceWhatTheFileSays() throws Exception {
        Path file = Files.writeString(
                temporary.resolve("request.json"),
                "{\"model\":\"a\",\"data\":{\"uri\":\"file:x\",\"channels\":3},\"seed\":1}");
        gateway.answer(202, JOB);

        int exitCode = ask(
                "train",
                "--detach",
                "-f",
                file.toString(),
                "--model",
                "b",
                "--images",
                "500",
                "--seed",
                "2",
                "--set",
                "data.resolution=64",
                "--set",
                "recipe.loss=hinge");

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(out).hasToString("j\n");
        assertThat(Json.readTree(gateway.asked().get(0).body().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Json.readTree("""
                    {"model":"b","data":{"uri":"file:x","channels":3,"resolution":64},"seed":2,
                     "budget":{"images":500},"recipe":{"loss":"hinge"}}
                    """.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aDetectorIsAskedForByItsGenerators() throws Exception {
        gateway.answer(202, JOB);

        ask(
                "train",
                "--detach",
                "--model",
                "d",
                "--data",
                "file:x",
                "--detector-of",
                "a,shop-*",
                "--detector-of",
                "b@3");

        assertThat(Json.readTree(gateway.asked().get(0).body().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Json.readTree("""
                    {"model":"d","kind":"detector","generators":["a","shop-*","b@3"],"data":{"uri":"file:x"}}
                    """.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRequestFileThatIsNoObjectIsAUsageError() throws Exception {
        Path file = Files.writeString(temporary.resolve("request.json"), "[1]");

        assertThat(ask("train", "-f", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void aJobThatFailsFailsTheCommand() {
        gateway.answer(202, JOB)
                .answer(
                        200,
                        "id: 1\ndata: {\"type\":\"failed\",\"jobId\":\"j\",\"model\":\"m\","
                                + "\"at\":\"2026-11-22T00:00:00Z\",\"code\":\"nan\",\"message\":\"diverged\"}\n\n");

        assertThat(ask("train", "--model", "m", "--data", "file:x")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("Failed: nan, diverged");
    }

    @Test
    void readDataIsToldWithWhatWasSkipped() {
        gateway.answer(202, JOB)
                .answer(
                        200,
                        "id: 1\n"
                                + "data: {\"type\":\"data-read\",\"jobId\":\"j\",\"model\":\"m\","
                                + "\"at\":\"2026-11-22T00:00:00Z\",\"samples\":12000,\"sha256\":\"ab\",\"skippedFiles\":2,\"skipped\":[{\"file\":\"a/b.png\",\"reason\":\"cut"
                                + " off\"}]}\n\n"
                                + "id: 2\n"
                                + "data:"
                                + " {\"type\":\"cancelled\",\"jobId\":\"j\",\"model\":\"m\",\"at\":\"2026-11-22T00:00:00Z\",\"step\":0}\n\n");

        ask("train", "--model", "m", "--data", "file:x");

        assertThat(err.toString())
                .contains("  12,000 samples read, 2 files skipped:\n    a/b.png: cut off\n    and 1 more\n");
    }
}
