package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.client.TestGateway;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.contracts.Json;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.imaging.PictureLimits;
import dev.gantry.imaging.ScatterPlot;
import dev.gantry.testkit.FreePorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GantryTest {
    private static final Map<String, String> SAMPLED = Map.of("Gantry-Version", "3", "Gantry-Seed", "7");
    private static final String JOB = "{\"jobId\":\"j\",\"state\":\"QUEUED\"}";

    @TempDir
    private Path temporary;

    private final TestGateway gateway = new TestGateway();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    GantryTest() throws Exception {}

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "demo",
                "train",
                "jobs",
                "jobs list",
                "jobs get",
                "jobs cancel",
                "jobs events",
                "jobs reproduce",
                "models",
                "models list",
                "models get",
                "models promote",
                "models canary",
                "models rollback",
                "models follow",
                "sample",
                "detect",
                "bench"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(run((command + " --help").split(" "))).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).startsWith("Usage: gantry " + command);
    }

    @Test
    void everyOptionOfSamplingIsUnderstood() {
        var parsed = Gantry.commandLine()
                .parseArgs("sample", "clothes", "--count", "4", "--seed", "7", "--version", "2", "--columns", "2")
                .subcommand();

        assertThat(parsed.<Object>matchedOptionValue("--seed", "none")).isEqualTo(Optional.of(7L));
        assertThat(parsed.<Object>matchedOptionValue("--version", "none")).isEqualTo(Optional.of(2));
        assertThat(parsed.<Object>matchedOptionValue("--columns", "none")).isEqualTo(Optional.of(2));
    }

    @Test
    void whoAnswersAndHowIsAskedFor() {
        gateway.answer(400, "{\"detail\":\"enough\"}");
        ask("sample", "clothes", "--alias", "best", "--deterministic", "--priority", "HIGH");
        assertThat(gateway.asked().get(0).body())
                .contains("\"alias\":\"best\"", "\"deterministic\":true", "\"priority\":\"high\"");
    }

    @Test
    void helpNamesTheExitCodes() {
        assertThat(run("--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Exit codes:", "3     no platform answers", "demo", "bench");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "train --nonsense", "up --port-offset many", "jobs get", "bench"})
    void senselessCommandLinesAreUsageErrors(String line) {
        int exitCode = run(line.split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).isNotBlank();
    }

    @Test
    void noPlatformIsTold() {
        int exitCode = run("jobs", "list", "--url", "http://127.0.0.1:" + FreePorts.next(), "--api-key", "k");

        assertThat(exitCode).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("./gantry up");
    }

    @Test
    void aRefusalIsTold() {
        gateway.answer(404, "{\"detail\":\"no job x is known\"}");

        assertThat(ask("jobs", "get", "x")).isEqualTo(ExitCode.REFUSED);
        assertThat(err).hasToString("gantry: no job x is known (HTTP 404)" + System.lineSeparator());
    }

    @Test
    void jobsAreListedForPeopleAndForPrograms() {
        gateway.answer(
                200,
                "{\"jobs\":[{\"jobId\":\"j1\",\"model\":\"m\",\"state\":\"RUNNING\",\"progress\":{\"step\":10},"
                        + "\"updatedAt\":\"2026-11-22T00:00:00Z\"}]}");

        assertThat(ask("jobs", "list", "--state", "running")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines())
                .containsExactly(
                        "JOB  MODEL  STATE    IMAGES  UPDATED", "j1   m      RUNNING  10      2026-11-22T00:00:00Z");
        assertThat(gateway.asked().get(0).path()).isEqualTo("/v1/jobs?state=running");

        out.getBuffer().setLength(0);
        assertThat(ask("jobs", "list", "--json")).isEqualTo(ExitCode.OK);
        assertThat(Json.readTree(out.toString().getBytes(StandardCharsets.UTF_8))
                        .path("jobs"))
                .hasSize(1);
    }

    @Test
    void whoAnswersIsDecidedAndTold() {
        gateway.answer(200, "{\"champion\":7,\"previous\":6,\"canary\":{\"version\":8,\"percent\":20}}");

        assertThat(ask("models", "promote", "clothes", "--version", "7")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .isEqualTo(
                        "clothes: version 7 answers, version 8 to 20 % of the seeds; a roll back goes to version 6\n");
        ask("models", "canary", "clothes", "--version", "8", "--percent", "20");
        ask("models", "canary", "clothes");
        ask("models", "rollback", "clothes");
        ask("models", "follow", "clothes");
        assertThat(gateway.asked().stream().map(asked -> asked.method() + " " + asked.path() + " " + asked.body()))
                .containsExactly(
                        "PUT /v1/models/clothes/aliases/champion {\"version\":7}",
                        "PUT /v1/models/clothes/aliases/canary {\"version\":8,\"percent\":20}",
                        "DELETE /v1/models/clothes/aliases/canary ",
                        "POST /v1/models/clothes/rollback {}",
                        "DELETE /v1/models/clothes/aliases/champion ");
    }

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

    @ParameterizedTest
    @CsvSource({
        "--out points.csv, csv",
        "--out points.JSON, json",
        "--out anything --format grid, grid",
        "--out all.zip, zip",
        "--out array.npy, npy",
        "--out anything --format npy, npy",
        "--out one.png --format png, png"
    })
    void samplesAreWrittenInTheFormatThatIsAskedFor(String options, String format) throws Exception {
        gateway.answer(200, SAMPLED, "the content");
        String[] out = options.split(" ");
        out[1] = temporary.resolve(out[1]).toString();

        assertThat(ask(Stream.concat(Stream.of("sample", "m", "--json"), Stream.of(out))
                        .toArray(String[]::new)))
                .isEqualTo(ExitCode.OK);
        assertThat(Path.of(out[1])).hasContent("the content");
        assertThat(gateway.asked().get(0).body()).isEqualTo("{\"format\":\"" + format + "\"}");
        assertThat(this.out.toString()).startsWith("{\"model\":\"m\",\"version\":3,\"seed\":7,");
    }

    @Test
    void picturesInAPngAreWhatThePlatformHasMade() throws Exception {
        byte[] png = PictureEncoder.png(new Picture(1, 2, 2, new byte[4]));
        gateway.answer(200, SAMPLED, png);
        Path grid = temporary.resolve("grid.png");

        assertThat(ask("sample", "m", "--out", grid.toString())).isEqualTo(ExitCode.OK);
        assertThat(grid).hasBinaryContent(png);
        assertThat(gateway.asked().get(0).body()).isEqualTo("{}");
    }

    @Test
    void everyOptionOfSamplingReachesThePlatform() {
        gateway.answer(200, SAMPLED, PictureEncoder.png(new Picture(1, 2, 2, new byte[4])));
        String file = temporary.resolve("grid.png").toString();
        ask(("sample m --count 4 --seed 7 --first 8 --version 2 --truncation 0.7 --columns 2 --out " + file)
                .split(" "));
        assertThat(gateway.asked().get(0).body())
                .isEqualTo("{\"format\":\"grid\",\"columns\":2,\"count\":4,\"seed\":7,\"first\":8,\"version\":2,"
                        + "\"truncation\":0.7}");
    }

    @Test
    void wayBetweenSeedsHasNoSeedOfItsOwn() {
        gateway.answer(200, Map.of("Gantry-Version", "3"), PictureEncoder.png(new Picture(1, 2, 2, new byte[4])));
        String file = temporary.resolve("strip.png").toString();
        assertThat(ask(("sample m --json --interpolate 7,8,9 --steps 5 --out " + file).split(" ")))
                .isEqualTo(ExitCode.OK);
        assertThat(gateway.asked().get(0).body()).isEqualTo("{\"interpolate\":{\"seeds\":[7,8,9],\"steps\":5}}");
        assertThat(out.toString()).isEqualTo("{\"model\":\"m\",\"version\":3,\"file\":\"" + file + "\"}\n");
    }

    @Test
    void refusalOfManySamplesIsToldAndLeavesNoFile() {
        gateway.answer(400, "{\"detail\":\"count is 70000: must be at most 65536\"}");
        Path file = temporary.resolve("all.zip");
        assertThat(ask("sample", "m", "--count", "70000", "--out", file.toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("count is 70000: must be at most 65536 (HTTP 400)");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void samplesThatBreakOffAreToldAndLeaveNoFile() {
        gateway.breakOff(200, SAMPLED, new byte[1000]);
        assertThat(ask("sample", "m", "--out", temporary.resolve("all.zip").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("broke off its answer");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void pointsBecomeAPlotInAPng() throws Exception {
        gateway.answer(200, SAMPLED, "{\"samples\":[[0,1],[2,3]]}");
        Path plot = temporary.resolve("plot.png");

        assertThat(ask("sample", "m", "--count", "2", "--out", plot.toString())).isEqualTo(ExitCode.OK);
        assertThat(PictureDecoder.decode(Files.readAllBytes(plot), PictureLimits.DEFAULT))
                .isEqualTo(ScatterPlot.of(new float[] {0, 1, 2, 3}, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--out samples.jpg",
                "--format gif",
                "--columns 2 --format npy",
                "--columns 2 --out points.csv",
                "--steps 3",
                "--interpolate 1,two",
            })
    void formatsThatAreNoneAreUsageErrorsThatSayWhichAre(String options) {
        assertThat(ask(("sample m " + options).split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .containsAnyOf(
                        ".png, .json, .csv, .zip or .npy",
                        "png, grid, json, csv, zip, npy",
                        "goes with",
                        "'two' is not a long");
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void readDataIsToldWithWhatWasSkipped() {
        gateway.answer(202, JOB)
                .answer(
                        200,
                        "id: 1\ndata: {\"type\":\"data-read\",\"jobId\":\"j\",\"model\":\"m\","
                                + "\"at\":\"2026-11-22T00:00:00Z\",\"samples\":12000,\"sha256\":\"ab\",\"skippedFiles\":2,"
                                + "\"skipped\":[{\"file\":\"a/b.png\",\"reason\":\"cut off\"}]}\n\n"
                                + "id: 2\ndata: {\"type\":\"cancelled\",\"jobId\":\"j\",\"model\":\"m\","
                                + "\"at\":\"2026-11-22T00:00:00Z\",\"step\":0}\n\n");

        ask("train", "--model", "m", "--data", "file:x");

        assertThat(err.toString())
                .contains("  12,000 samples read, 2 files skipped:\n    a/b.png: cut off\n    and 1 more\n");
    }

    private int ask(String... arguments) {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(
                new String[] {"--url", gateway.url().toString(), "--api-key", "secret"}, 0, all, arguments.length, 4);
        return run(all);
    }

    private int run(String... arguments) {
        return Gantry.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
