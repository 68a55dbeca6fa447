package dev.gantry.detector;

import static dev.gantry.detector.TinyDetector.flatPng;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which pictures are handed in by HTTP, other than as the body. */
@QuarkusTest
class DetectionFormsTest extends DetectorServiceTest {
    private static final int MAX_FILES = 32;

    @Inject
    ObjectStore store;

    @Test
    void everyFileOfAFormGetsItsOwnAnswerInOrder() {
        form(flatPng(0), "no picture".getBytes(StandardCharsets.US_ASCII), flatPng(128), claimingToBeLarge())
                .statusCode(200)
                .body("results", hasSize(4))
                .body("results.file", equalTo(List.of("0.png", "1.png", "2.png", "3.png")))
                .body("results[0].verdict.verdict", equalTo("LIKELY_SYNTHETIC"))
                .body("results[0].problem", nullValue())
                .body("results[1].verdict", nullValue())
                .body("results[1].problem.status", equalTo(415))
                .body("results[1].problem.code", equalTo("unsupported-media-type"))
                .body("results[2].verdict.verdict", equalTo("NO_EVIDENCE"))
                .body("results[3].problem.status", equalTo(413))
                .body("results[3].problem.violations[0].field", equalTo("image.pixels"));
    }

    @Test
    void theQuestionIsTheSameForAllFiles() {
        given().queryParam("model", MODEL)
                .queryParam("falsePositiveRate", "0.05")
                .multiPart("image", "a.png", flatPng(0), "image/png")
                .multiPart("image", "b.png", flatPng(128), "image/png")
                .post("/v1/detections")
                .then()
                .statusCode(200)
                .body("results.verdict.falsePositiveRate", equalTo(List.of(0.05f, 0.05f)));
    }

    @Test
    void aFormWithoutAnImageIsRefused() {
        given().multiPart("file", "picture.png", flatPng(0), "image/png")
                .post("/v1/detections")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("image"));
    }

    @Test
    void moreFilesThanAreAcceptedAreRefusedAltogether() {
        byte[][] files = new byte[MAX_FILES + 1][];
        Arrays.fill(files, flatPng(0));

        form(files)
                .statusCode(413)
                .body("violations[0].field", equalTo("image"))
                .body("violations[0].value", equalTo("33 files"))
                .body("violations[0].accepted", equalTo("at most 32"));
    }

    @Test
    void aPictureInTheStoreIsJudged() {
        String digest = stored("data/in/black.png", 0);

        Verdict verdict = Json.read(
                reference(Map.of("object", "data/in/black.png", "sha256", digest, "model", MODEL))
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                Verdict.class);

        assertThat(verdict.verdict()).isEqualTo(Conclusion.LIKELY_SYNTHETIC);
        assertThat(verdict.picture().sha256()).isEqualTo(digest);
    }

    @Test
    void theSameRequestIdGetsTheSameVerdict() {
        String black = stored("data/in/first.png", 0);
        String grey = stored("data/in/second.png", 128);
        String first = reference(Map.of("requestId", "by-http", "object", "data/in/first.png", "sha256", black))
                .statusCode(200)
                .extract()
                .asString();

        reference(Map.of("requestId", "by-http", "object", "data/in/second.png", "sha256", grey))
                .statusCode(200)
                .body(equalTo(first));
    }

    @Test
    void whatIsNotThePictureThatWasMeantIsRefused() {
        String digest = stored("data/in/black.png", 0);

        reference(Map.of("object", "data/in/black.png", "sha256", "0".repeat(64)))
                .statusCode(400)
                .body("code", equalTo("digest-mismatch"))
                .body("violations[0].field", equalTo("sha256"))
                .body("violations[0].accepted", containsString(digest));
        reference(Map.of("object", "data/in/nothing.png", "sha256", digest))
                .statusCode(400)
                .body("violations[0].field", equalTo("object"));
    }

    @Test
    void objectsAreBoundedBeforeTheyAreRead() {
        byte[] large = new byte[(8 << 20) + 1];
        store.put("data/in/large.png", large, "image/png");

        reference(Map.of("object", "data/in/large.png", "sha256", Sha256.of(large)))
                .statusCode(413)
                .body("detail", equalTo("data/in/large.png has more than 8388608 bytes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models/tones/1/manifest.json",
                "data/../models/tones/1/manifest.json",
                "data/..",
                "data/a/../../detections/x.json",
                "data/./a.png",
                "data//a.png",
                "data/a/",
                "data",
                "/data/a.png",
                "data/a%2e%2e/b.png",
                "data\\..\\a.png",
                "data/a.png\n"
            })
    void keysThatLeaveTheirFoldersAreRefused(String object) {
        reference(Map.of("object", object, "sha256", "0".repeat(64)))
                .statusCode(400)
                .body("code", equalTo("invalid-request"))
                .body("violations[0].field", equalTo("object"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/..a.png", "data/a..b/c.png", "media/a/b/c.png", "jobs/j/samples/000000000100.png"})
    void dotsInsideANameAreNoWayOut(String object) {
        String digest = stored(object, 0);

        reference(Map.of("object", object, "sha256", digest)).statusCode(200);
    }

    @Test
    void aReferenceSaysEverythingInItsDocument() {
        given().queryParam("model", MODEL)
                .contentType("application/json")
                .body(Json.bytes(Map.of("object", "data/in/black.png", "sha256", "0".repeat(64))))
                .post("/v1/detections")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("model"));
    }

    private String stored(String object, int tone) {
        byte[] picture = flatPng(tone);
        store.put(object, picture, "image/png");
        return Sha256.of(picture);
    }

    private static ValidatableResponse reference(Map<String, Object> request) {
        return given().contentType("application/json")
                .body(Json.bytes(request))
                .post("/v1/detections")
                .then();
    }

    private static ValidatableResponse form(byte[]... files) {
        RequestSpecification form = given().queryParam("model", MODEL);
        for (int i = 0; i < files.length; i++) {
            form = form.multiPart("image", i + ".png", files[i], "image/png");
        }
        return form.post("/v1/detections").then();
    }

    private static byte[] claimingToBeLarge() {
        return HttpDetectionTest.claiming(flatPng(0), 100_000, 100_000);
    }
}
