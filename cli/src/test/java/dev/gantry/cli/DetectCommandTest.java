package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.console.ExitCode;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetectCommandTest extends CommandTest {
    private static final String VERDICT = """
            {"requestId":"r","at":"2026-11-22T00:00:00Z","verdict":"NO_EVIDENCE","reason":"why",
             "picture":{"sha256":"ab","format":"png","width":2,"height":2},
             "emission":{"match":"ALIKE","model":"clothes","version":2,"at":"2026-11-20T00:00:00Z","distance":3},"judgements":[
              {"model":"clothes","version":3,"conclusion":"NO_EVIDENCE","score":1,"probability":0.731,"threshold":2,
               "falsePositiveRate":0.05,"pValue":0.1,"detectorSha256":"00","manifestSha256":"00"}]}
            """;

    private Path picture = Path.of("");

    DetectCommandTest() throws Exception {}

    @BeforeEach
    void writePicture() throws IOException {
        picture = Files.write(
                temporary.resolve("picture.png"), PictureEncoder.png(new Picture(1, 2, 2, new byte[] {0, 1, 2, 3})));
    }

    @Test
    void theQuestionIsPassedOnAndTheVerdictShown() {
        gateway.answer(200, VERDICT);

        assertThat(detect(picture.toString(), "--model", "clothes", "--false-positive-rate", "0.05"))
                .isEqualTo(ExitCode.OK);

        assertThat(gateway.asked().get(0).path()).isEqualTo("/v1/detections?falsePositiveRate=0.05&model=clothes");
        assertThat(out.toString()).containsPattern("NO_EVIDENCE +0.731 +ALIKE, clothes version 2 +clothes version 3");
    }

    @Test
    void withoutOptionsThePlatformDecides() {
        gateway.answer(200, VERDICT);

        assertThat(detect(picture.toString())).isEqualTo(ExitCode.OK);

        assertThat(gateway.asked().get(0).path()).isEqualTo("/v1/detections");
    }

    @Test
    void theHeatmapIsWritten() throws IOException {
        gateway.answer(200, VERDICT).answer(200, Map.of(), new byte[] {1, 2, 3});
        Path heatmap = temporary.resolve("heatmap.png");

        assertThat(detect(picture.toString(), "--model", "clothes", "--heatmap", heatmap.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(gateway.asked().get(1).path()).isEqualTo("/v1/detections/heatmap?model=clothes");
        assertThat(heatmap).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void oneHeatmapIsOfOnePicture() {
        assertThat(detect(picture.toString(), picture.toString(), "--heatmap", "x.png"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(gateway.asked()).isEmpty();
    }

    private int detect(String... arguments) {
        return ask(Stream.concat(Stream.of("detect"), Arrays.stream(arguments)).toArray(String[]::new));
    }
}
