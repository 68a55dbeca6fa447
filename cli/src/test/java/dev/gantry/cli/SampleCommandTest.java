package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.console.ExitCode;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.imaging.PictureLimits;
import dev.gantry.imaging.ScatterPlot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleCommandTest extends CommandTest {
    private static final Map<String, String> SAMPLED = Map.of("Gantry-Version", "3", "Gantry-Seed", "7");

    SampleCommandTest() throws Exception {}

    @Test
    void whoAnswersAndHowIsAskedFor() {
        gateway.answer(400, "{\"detail\":\"enough\"}");
        ask("sample", "clothes", "--alias", "best", "--deterministic", "--priority", "HIGH");
        assertThat(gateway.asked().get(0).body())
                .contains("\"alias\":\"best\"", "\"deterministic\":true", "\"priority\":\"high\"");
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
}
