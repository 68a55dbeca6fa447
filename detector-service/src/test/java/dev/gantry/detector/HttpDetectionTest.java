package dev.gantry.detector;

import static dev.gantry.detector.TinyDetector.flat;
import static dev.gantry.detector.TinyDetector.flatPng;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Abstention;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Judgement;
import dev.gantry.contracts.detection.Verdict.Origin;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.service.origin.OriginMarker;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HttpDetectionTest extends DetectorServiceTest {
    @ParameterizedTest
    @CsvSource({"0, LIKELY_SYNTHETIC", "255, LIKELY_SYNTHETIC", "128, NO_EVIDENCE"})
    void aPictureAsTheBodyIsJudged(int tone, Conclusion expected) {
        Verdict verdict = judged(post(flatPng(tone), "image/png"));

        assertThat(verdict.verdict()).isEqualTo(expected);
        assertThat(verdict.picture().format()).isEqualTo("png");
        assertThat(verdict.picture().width()).isEqualTo(28);
    }

    @Test
    void aPictureThatDeclaresItselfNeedsNoDetector() {
        byte[] declared = new OriginMarker(key, claim -> {}).png(flat(128, 28, 28), "clothes", 3, "0f".repeat(32));

        Verdict verdict = judged(post(declared, "image/png"));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.DECLARED_SYNTHETIC);
        assertThat(verdict.reason()).contains("clothes version 3", key.id());
        assertThat(verdict.judgements()).isEmpty();
    }

    @Test
    void aForeignMarkIsToldAndThePictureJudgedAllTheSame() {
        byte[] foreign = new OriginMarker(SigningKey.generate(), claim -> {})
                .png(flat(128, 28, 28), "clothes", 3, "0f".repeat(32));

        Verdict verdict = judged(post(foreign, "image/png"));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.NO_EVIDENCE);
        assertThat(verdict.origin().orElseThrow().status()).isEqualTo(Origin.Status.FOREIGN_KEY);
    }

    @Test
    void theVerdictSaysWhatJudgedIt() {
        Judgement judgement = judged(post(flatPng(0), "image/png")).judgements().get(0);

        assertThat(judgement.model()).isEqualTo(MODEL);
        assertThat(judgement.version()).isEqualTo(published.manifest().version());
        assertThat(judgement.manifestSha256()).isEqualTo(published.manifestSha256());
        assertThat(judgement.score()).isCloseTo(Math.log(784), within(1e-3));
        assertThat(judgement.probability()).isCloseTo(1 / (1 + 1 / 784.0), within(1e-4));
        assertThat(judgement.threshold()).hasValue(TinyDetector.THRESHOLD);
        assertThat(judgement.falsePositiveRate()).isEqualTo(0.01);
        assertThat(judgement.pValue()).isCloseTo(0.005, within(1e-9));
    }

    @Test
    void theMediaTypeIsReadFromTheBytesNotFromTheHeader() {
        byte[] jpeg = PictureEncoder.jpeg(flat(128, 28, 28), 90);

        assertThat(judged(post(jpeg, "image/png")).picture().format()).isEqualTo("jpeg");
        assertThat(judged(post(jpeg, "application/octet-stream")).verdict()).isEqualTo(Conclusion.NO_EVIDENCE);
    }

    @ParameterizedTest
    @CsvSource({"27, 27", "113, 113", "28, 29", "200, 28"})
    void sizesThatTheDetectorDoesNotKnowAreUncertain(int height, int width) {
        Verdict verdict = judged(post(PictureEncoder.png(flat(0, height, width)), "image/png"));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.UNCERTAIN);
        assertThat(verdict.judgements()).hasSize(1);
        assertThat(verdict.judgements().get(0).abstention()).hasValue(Abstention.UNKNOWN_SIZE);
    }

    @Test
    void jpegThatIsCompressedMoreThanTheDetectorKnowsIsUncertain() {
        Verdict verdict = judged(post(PictureEncoder.jpeg(flat(0, 28, 28), 40), "image/jpeg"));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.UNCERTAIN);
        assertThat(verdict.reason()).isEqualTo(MODEL + " version 1 knows no JPEG files of a quality of 40");
        assertThat(verdict.picture().jpegQuality()).hasValue(40);
        assertThat(verdict.judgements().get(0).abstention()).hasValue(Abstention.UNKNOWN_QUALITY);
    }

    @Test
    void oneDetectorCanBeAsked() {
        given().queryParam("model", MODEL)
                .contentType("image/png")
                .body(flatPng(0))
                .post("/v1/detections")
                .then()
                .statusCode(200)
                .body("judgements", hasSize(1));
        given().queryParam("model", "nobody")
                .contentType("image/png")
                .body(flatPng(0))
                .post("/v1/detections")
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.05, LIKELY_SYNTHETIC", ", 0.01, LIKELY_SYNTHETIC", "0.002, 0.002, UNCERTAIN"})
    void aRequestSaysHowManyFalseAlarmsItBears(String asked, double held, Conclusion expected) {
        Map<String, String> query = asked == null ? Map.of() : Map.of("falsePositiveRate", asked);

        Verdict verdict = judged(given().queryParams(query)
                .queryParam("model", MODEL)
                .body(flatPng(0))
                .post("/v1/detections")
                .then());

        assertThat(verdict.verdict()).isEqualTo(expected);
        assertThat(verdict.falsePositiveRate()).hasValue(held);
        assertThat(verdict.judgements().get(0).falsePositiveRate()).isEqualTo(held);
        assertThat(verdict.judgements().get(0).abstention())
                .isEqualTo(held < 0.005 ? Optional.of(Abstention.TOO_FEW_REALS) : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.03", "1 %", "NaN", "-0.01"})
    void otherRatesAreRefused(String asked) {
        given().queryParam("falsePositiveRate", asked)
                .body(flatPng(0))
                .post("/v1/detections")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("falsePositiveRate"))
                .body("violations[0].value", equalTo(asked))
                .body("violations[0].accepted", equalTo("must be one of 0.05, 0.01, 0.002"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GIF89a and more", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7"})
    void otherKindsOfFilesAreUnsupported(String content) {
        post(content.getBytes(StandardCharsets.US_ASCII), "image/png")
                .statusCode(415)
                .contentType("application/problem+json")
                .body("code", equalTo("unsupported-media-type"))
                .body("violations[0].field", equalTo("image.signature"))
                .body("violations[0].accepted", equalTo("PNG or JPEG"));
    }

    @Test
    void pixelsAreCountedBeforeTheyAreDecoded() {
        post(claiming(flatPng(0), 100_000, 100_000), "image/png")
                .statusCode(413)
                .body("violations[0].field", equalTo("image.pixels"))
                .body("violations[0].value", equalTo("100000x100000"))
                .body("violations[0].accepted", containsString("at most 6000000"));
    }

    @Test
    void bytesAreCountedBeforeAnythingElse() {
        byte[] large = Arrays.copyOf(flatPng(0), (8 << 20) + 1);

        post(large, "image/png")
                .statusCode(413)
                .body("violations[0].field", equalTo("image.bytes"))
                .body("violations[0].accepted", equalTo("at most 8388608"));
    }

    @Test
    void bodiesAreRefusedByTheirDeclaredLength() {
        post(new byte[21 << 20], "image/png")
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("too-large"))
                .body("detail", containsString("20971520 bytes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--x--\r\n", "--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\nx"})
    void damagedFormsAreRefused(String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/detections"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test
    void damagedPicturesAreRefused() {
        post(Arrays.copyOf(flatPng(0), 44), "image/png")
                .statusCode(400)
                .body("code", equalTo("invalid-request"))
                .body("violations[0].field", equalTo("image.data"));
    }

    @Test
    void whatItDoesIsMeasured() {
        post(flatPng(0), "image/png").statusCode(200);
        post(new byte[] {1}, "image/png").statusCode(415);

        given().get("/metrics")
                .then()
                .statusCode(200)
                .body(containsString("gantry_detector_verdicts_total{source=\"http\",verdict=\"LIKELY_SYNTHETIC\"}"))
                .body(containsString("gantry_detector_judgements_total{model=\"tones\",verdict=\"LIKELY_SYNTHETIC\"}"))
                .body(containsString(
                        "gantry_detector_pictures_rejected_total{reason=\"unsupported-media-type\",source=\"http\"}"))
                .body(containsString("gantry_detector_verdict_duration_seconds_bucket"));
    }

    @Test
    void itSaysThatItIsWell() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }

    private static ValidatableResponse post(byte[] body, String mediaType) {
        return given().queryParam("model", MODEL)
                .contentType(mediaType)
                .body(body)
                .post("/v1/detections")
                .then();
    }

    private static Verdict judged(ValidatableResponse response) {
        return Json.read(response.statusCode(200).extract().asByteArray(), Verdict.class);
    }

    static byte[] claiming(byte[] png, int width, int height) {
        byte[] changed = png.clone();
        ByteBuffer buffer = ByteBuffer.wrap(changed);
        buffer.putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(changed, 12, 17);
        buffer.putInt(29, (int) crc.getValue());
        return changed;
    }
}
