package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.contracts.Json;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectCommandTest extends CommandTest {
    private static final String VERDICT = """
            {"requestId":"r","at":"2026-11-22T00:00:00Z","verdict":"NO_EVIDENCE","reason":"why",
             "picture":{"sha256":"ab","format":"png","width":2,"height":2},
             "emission":{"match":"ALIKE","model":"clothes","version":2,"at":"2026-11-20T00:00:00Z","distance":3},"falsePositiveRate":0.05,"judgements":[
              {"model":"clothes","version":3,"conclusion":"NO_EVIDENCE","score":1,"probability":0.731,"threshold":2,
               "falsePositiveRate":0.05,"pValue":0.1,"detectorSha256":"00","manifestSha256":"00"}]}
            """;

    /** Of three frames the second and the third synthetic, and one that is no picture. */
    private static final String FRAMES =
            """
            {"results":[{"file":"0","verdict":%s},{"file":"1","verdict":%s},{"file":"2","verdict":%s},
              {"file":"3","problem":{"status":415,"detail":"file.signature is text: must be PNG or JPEG"}}],
             "summary":{"judged":3,"meanProbability":0.6,"maxProbability":0.95,"shareSynthetic":0.667,
              "segments":[{"first":1,"last":2}]}}
            """.formatted(frame("NO_EVIDENCE", 0.9), frame("LIKELY_SYNTHETIC", 0.15), frame("LIKELY_SYNTHETIC", 0.05));

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
        assertThat(out.toString())
                .containsPattern("NO_EVIDENCE +0.731 +ALIKE, clothes version 2 +r +clothes version 3");
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

    @ParameterizedTest
    @ValueSource(strings = {"GIF89a…", "GIF87a…", "PK\u0003\u0004…"})
    void animationsAreToldByTheirFirstBytesAndSummedUpByTheirSegments(String content) throws IOException {
        gateway.answer(200, FRAMES);
        Path animation = Files.writeString(temporary.resolve("any-name"), content);

        assertThat(detect(animation.toString(), "--false-positive-rate", "0.002"))
                .isEqualTo(ExitCode.OK);

        assertThat(gateway.asked().get(0).path()).isEqualTo("/v1/detections/frames?falsePositiveRate=0.002");
        assertThat(out.toString().lines())
                .containsExactly(
                        animation + ": 3 of 4 frames judged, 66.7 % synthetic, mean probability 0.600, highest 0.950",
                        "FRAMES  COUNT  MEAN   HIGHEST  NAMES",
                        "1-2     2      0.900  0.950    1 to 2");
    }

    @Test
    void everyFrameIsListedOnDemand() throws IOException {
        gateway.answer(200, FRAMES);

        assertThat(detect(animation().toString(), "--frames")).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .containsPattern("0 +NO_EVIDENCE +0.100 +clothes version 3")
                .containsPattern("2 +LIKELY_SYNTHETIC +0.950 +clothes version 3")
                .containsPattern("3 +- +- +file.signature is text");
    }

    @Test
    void picturesAndAnimationsAreOneDocumentInTheirOrder() throws IOException {
        gateway.answer(200, FRAMES).answer(200, VERDICT);

        assertThat(detect(animation().toString(), picture.toString(), "--json")).isEqualTo(ExitCode.OK);

        JsonNode document = Json.readTree(out.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(document.path(0).path("file").asText()).endsWith("animation.gif");
        assertThat(document.path(0)
                        .path("results")
                        .path(1)
                        .path("verdict")
                        .path("verdict")
                        .asText())
                .isEqualTo("LIKELY_SYNTHETIC");
        assertThat(document.path(0)
                        .path("results")
                        .path(3)
                        .path("problem")
                        .path("status")
                        .asInt())
                .isEqualTo(415);
        assertThat(document.path(0)
                        .path("summary")
                        .path("segments")
                        .path(0)
                        .path("last")
                        .asInt())
                .isEqualTo(2);
        assertThat(document.path(1).path("verdict").path("verdict").asText()).isEqualTo("NO_EVIDENCE");
    }

    @Test
    void framesOfWhichNoneIsAPictureHaveNoRates() throws IOException {
        gateway.answer(
                200,
                "{\"results\":[{\"file\":\"a.txt\",\"problem\":{\"detail\":\"no\"}}],"
                        + "\"summary\":{\"judged\":0,\"segments\":[]}}");

        assertThat(detect(animation().toString())).isEqualTo(ExitCode.OK);

        assertThat(out.toString().lines()).singleElement().asString().endsWith("animation.gif: 0 of 1 frames judged");
    }

    @Test
    void noHeatmapIsOfAnAnimation() throws IOException {
        assertThat(detect(animation().toString(), "--heatmap", "x.png")).isEqualTo(ExitCode.USAGE);

        assertThat(gateway.asked()).isEmpty();
    }

    private Path animation() throws IOException {
        return Files.writeString(temporary.resolve("animation.gif"), "GIF89a…");
    }

    private static String frame(String conclusion, double unknown) {
        return """
                {"requestId":"f","at":"2026-11-22T00:00:00Z","verdict":"%s","reason":"why",
                 "picture":{"sha256":"ab","format":"gif","width":2,"height":2},"falsePositiveRate":0.01,"judgements":[
                  {"model":"clothes","version":3,"conclusion":"%s","score":1,"probability":0.5,"threshold":2,
                   "falsePositiveRate":0.01,"pValue":0.1,"detectorSha256":"00","manifestSha256":"00"}],
                 "attribution":{"generators":[{"model":"clothes","version":3,"share":%s}],"unknown":%s}}
                """.formatted(conclusion, conclusion, 1 - unknown, unknown);
    }

    private int detect(String... arguments) {
        return ask(Stream.concat(Stream.of("detect"), Arrays.stream(arguments)).toArray(String[]::new));
    }
}
