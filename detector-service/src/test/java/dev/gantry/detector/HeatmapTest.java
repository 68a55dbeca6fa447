package dev.gantry.detector;

import static dev.gantry.detector.TinyDetector.flatPng;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.imaging.PictureLimits;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HeatmapTest extends DetectorServiceTest {
    @Test
    void thePictureIsPaintedAndItsHeadersSayWhoseScoreItIs() throws IOException {
        Response response = paint(Map.of("model", MODEL), PictureEncoder.png(TinyDetector.flat(0, 56, 28)));

        response.then().statusCode(200).contentType("image/png");
        Picture painted = PictureDecoder.decode(response.asByteArray(), PictureLimits.DEFAULT);
        assertThat(painted).hasToString("Picture[3, 280, 280]");
        assertThat(response.header("Gantry-Model")).isEqualTo(MODEL);
        assertThat(response.header("Gantry-Version"))
                .isEqualTo(String.valueOf(published.manifest().version()));
        assertThat(Double.parseDouble(response.header("Gantry-Score"))).isCloseTo(Math.log(784), within(1e-3));
    }

    @Test
    void aPictureThatCoveringDoesNotChangeIsDarkAllOver() throws IOException {
        Response response = paint(Map.of("model", MODEL), flatPng(0));

        Picture painted = PictureDecoder.decode(response.asByteArray(), PictureLimits.DEFAULT);
        assertThat(Double.parseDouble(response.header("Gantry-Greatest-Drop"))).isCloseTo(0, within(1e-3));
        for (int i = 0; i < 280; i++) {
            assertThat(painted.value(1, i, i)).isLessThan(4);
        }
    }

    @Test
    void withoutAModelTheStrongestEvidenceIsShown() {
        assertThat(paint(Map.of(), flatPng(0)).header("Gantry-Model")).isEqualTo(MODEL);
    }

    @Test
    void whatIsWrongIsTold() {
        paint(Map.of("model", "nobody"), flatPng(0)).then().statusCode(404).body("code", equalTo("not-found"));
        paint(Map.of(), "no picture".getBytes(StandardCharsets.US_ASCII))
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("image.signature"));
    }

    private static Response paint(Map<String, String> query, byte[] picture) {
        return given().queryParams(query).contentType("image/png").body(picture).post("/v1/detections/heatmap");
    }
}
