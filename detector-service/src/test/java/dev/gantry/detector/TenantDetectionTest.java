package dev.gantry.detector;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Emission.Match;
import dev.gantry.contracts.detection.Verdict.Judgement;
import dev.gantry.contracts.detection.Verdict.Share;
import dev.gantry.detector.emissions.EmissionRegistry;
import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import dev.gantry.service.callers.Call;
import dev.gantry.service.callers.CallTokens;
import dev.gantry.service.callers.Reach;
import dev.gantry.service.callers.Target;
import dev.gantry.service.origin.EmissionLog;
import dev.gantry.service.origin.OriginMarker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that come with a gateway's tokens; the model {@value #MODEL} is another tenant's. */
@QuarkusTest
@TestProfile(TenantDetectionTest.TokensRequired.class)
class TenantDetectionTest extends DetectorServiceTest {
    private static final String OWN = "acme-tones";
    private static final String DETECTIONS = "/v1/detections";
    private static final Call ACME = new Call(
            "acme-robot",
            Optional.of("acme"),
            new Reach(List.of("acme-"), List.of("s3://gantry/data/acme/", "s3://gantry/media/acme/")));
    private static final Call OPERATOR = new Call("operator", Optional.empty(), Reach.EVERYTHING);

    @Inject
    ObjectStore store;

    @Inject
    EmissionLog emissions;

    @Inject
    EmissionRegistry registry;

    /** The keys that versions are signed by sign the tokens too. */
    public static final class TokensRequired implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gantry.callers.trusted-keys", "${gantry.signing.trusted-keys}");
        }
    }

    @BeforeEach
    void publishOwn(@TempDir Path folder) throws IOException, InterruptedException {
        TinyDetector.publish(models, key, OWN, "acme-job", folder);
        LiveDetectors.await(detectors, OWN);
    }

    @Test
    void withoutATokenOnlyHealthAndMetricsAreTold() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/metrics").then().statusCode(200);
        given().body(TinyDetector.flatPng(0))
                .post(DETECTIONS)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("unauthorized"))
                .body("detail", containsString("gateway"));
    }

    @Test
    void tokenOfAnotherKeyOrRequestIsRefused() {
        Target detections = new Target("detector", "POST", DETECTIONS);
        Instant now = Instant.now();
        List<String> tokens = List.of(
                CallTokens.sign(SigningKey.generate(), ACME, detections, now),
                CallTokens.sign(key, ACME, new Target("inference", "POST", DETECTIONS), now),
                CallTokens.sign(key, ACME, new Target("detector", "GET", DETECTIONS), now),
                CallTokens.sign(key, ACME, new Target("detector", "POST", DETECTIONS + "/frames"), now),
                CallTokens.sign(key, ACME, detections, now.minusSeconds(60)),
                "no token");
        for (String token : tokens) {
            given().header(Call.HEADER, token)
                    .body(TinyDetector.flatPng(0))
                    .post(DETECTIONS)
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void onlyTheTenantsOwnDetectorsJudge() {
        Verdict own = judged(ACME, TinyDetector.flatPng(0));
        Verdict all = judged(OPERATOR, TinyDetector.flatPng(0));

        assertThat(own.judgements()).extracting(Judgement::model).containsExactly(OWN);
        assertThat(own.attribution().orElseThrow().generators())
                .extracting(Share::model)
                .containsExactly(OWN);
        assertThat(all.judgements()).extracting(Judgement::model).contains(OWN, MODEL);
    }

    @Test
    void answerSaysWhichTenantItWasHeldTo() {
        as(ACME, "POST", DETECTIONS)
                .body(TinyDetector.flatPng(0))
                .post(DETECTIONS)
                .then()
                .header(Call.TENANT_HEADER, "acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {DETECTIONS, DETECTIONS + "/frames", DETECTIONS + "/heatmap"})
    void detectorOfAnotherDoesNotExist(String path) {
        as(ACME, "POST", path)
                .queryParam("model", MODEL)
                .body(TinyDetector.flatPng(0))
                .post(path)
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
    }

    @Test
    void heatmapWithoutAModelIsOfAnOwnDetector() {
        String path = DETECTIONS + "/heatmap";
        as(ACME, "POST", path)
                .body(TinyDetector.flatPng(0))
                .post(path)
                .then()
                .statusCode(200)
                .header("Gantry-Model", OWN);
    }

    @Test
    void pictureThatAnotherGaveOutIsNotKnown() throws InterruptedException {
        Picture picture = randomPicture();
        new OriginMarker(key, emissions).png(picture, "umbrella-hats", 3, "0f".repeat(32));
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (registry.find(picture, Reach.EVERYTHING).isEmpty()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            Thread.sleep(20);
        }

        assertThat(judged(OPERATOR, PictureEncoder.png(picture))
                        .emission()
                        .orElseThrow()
                        .match())
                .isEqualTo(Match.EXACT);
        assertThat(judged(ACME, PictureEncoder.png(picture)).emission()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/umbrella/a.png", "data/acme2/a.png", "media/a.png", "jobs/umbrella-1/samples/a.png"})
    void objectOfAnotherLooksLikeNone(String object) {
        byte[] picture = TinyDetector.flatPng(0);
        store.put(object, picture, "image/png");

        stored(OPERATOR, object, picture).statusCode(200);
        String there = stored(ACME, object, picture).statusCode(400).extract().asString();
        store.delete(object);
        assertThat(stored(ACME, object, picture).statusCode(400).extract().asString())
                .isEqualTo(there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/acme/a.png", "media/acme/deep/a.png", "jobs/acme-1/samples/a.png"})
    void ownObjectIsJudged(String object) {
        byte[] picture = TinyDetector.flatPng(0);
        store.put(object, picture, "image/png");

        stored(ACME, object, picture).statusCode(200);
    }

    @Test
    void requestIdOfAnotherIsRefusedSoThatItsVerdictIsNotTold() {
        as(ACME, "POST", DETECTIONS)
                .contentType("application/json")
                .body("{\"requestId\": \"umbrella-1\", \"object\": \"data/acme/a.png\", \"sha256\": \"%s\"}"
                        .formatted("0".repeat(64)))
                .post(DETECTIONS)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("requestId"))
                .body("violations[0].accepted", equalTo("must begin with acme-"));
    }

    @Test
    void feedbackIsTakenOnOwnVerdictsAndRatesAreOfOwnDetectors() {
        String own = judged(ACME, TinyDetector.flatPng(0)).requestId();
        String others = judged(OPERATOR, TinyDetector.flatPng(0)).requestId();

        feedback(ACME, own).statusCode(200);
        feedback(OPERATOR, others).statusCode(200);
        feedback(ACME, "tuesday-1").statusCode(404);
        feedback(ACME, UUID.nameUUIDFromBytes(new byte[] {1}).toString()).statusCode(404);
        String path = DETECTIONS + "/feedback";
        as(ACME, "GET", path)
                .get(path)
                .then()
                .statusCode(200)
                .body("rates.findAll { it.model != '" + OWN + "' }", empty());
    }

    private ValidatableResponse feedback(Call call, String requestId) {
        String path = DETECTIONS + "/" + requestId + "/feedback";
        return as(call, "POST", path)
                .contentType("application/json")
                .body("{\"label\": \"REAL\"}")
                .post(path)
                .then();
    }

    private ValidatableResponse stored(Call call, String object, byte[] picture) {
        return as(call, "POST", DETECTIONS)
                .contentType("application/json")
                .body("{\"object\": \"%s\", \"sha256\": \"%s\"}".formatted(object, Sha256.of(picture)))
                .post(DETECTIONS)
                .then();
    }

    private Verdict judged(Call call, byte[] picture) {
        return Json.read(
                as(call, "POST", DETECTIONS)
                        .contentType("image/png")
                        .body(picture)
                        .post(DETECTIONS)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                Verdict.class);
    }

    private RequestSpecification as(Call call, String method, String path) {
        Target target = new Target("detector", method, path);
        return given().header(Call.HEADER, CallTokens.sign(key, call, target, Instant.now()));
    }

    private static Picture randomPicture() {
        byte[] pixels = new byte[64];
        new Random(11).nextBytes(pixels);
        return new Conversion(1, 28, 28).apply(new Picture(1, 8, 8, pixels));
    }
}
