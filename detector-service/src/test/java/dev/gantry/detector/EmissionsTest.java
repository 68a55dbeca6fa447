package dev.gantry.detector;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Emission.Match;
import dev.gantry.contracts.sampling.Emission;
import dev.gantry.detector.emissions.EmissionRegistry;
import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import dev.gantry.service.callers.Reach;
import dev.gantry.service.origin.EmissionLog;
import dev.gantry.service.origin.OriginMarker;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class EmissionsTest extends DetectorServiceTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @Inject
    EmissionLog log;

    @Inject
    EmissionRegistry registry;

    @Inject
    MessageProducer producer;

    private final Picture given = picture(1);
    private byte[] marked = {};

    @BeforeEach
    void giveOut() throws InterruptedException {
        marked = new OriginMarker(key, log).png(given, "clothes", 3, "0f".repeat(32));
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (registry.find(given, Reach.EVERYTHING).isEmpty()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    @Test
    void aPictureThatLostItsMarkIsKnownByItsPixels() {
        Verdict verdict = judged(PictureEncoder.png(given));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.DECLARED_SYNTHETIC);
        assertThat(verdict.origin()).isEmpty();
        Verdict.Emission emission = verdict.emission().orElseThrow();
        assertThat(emission.match()).isEqualTo(Match.EXACT);
        assertThat(emission.model()).isEqualTo("clothes");
        assertThat(emission.version()).isEqualTo(3);
        assertThat(emission.distance()).isZero();
        assertThat(verdict.reason()).contains("clothes version 3", emission.at().toString());
        assertThat(verdict.judgements()).hasSize(1);
        assertThat(verdict.attribution().orElseThrow().unknown()).isZero();
    }

    @Test
    void aKnownPictureNeedsNoDetector(@TempDir Path folder) throws IOException, InterruptedException {
        TinyDetector.publishBroken(models, key, "broken", "broken-job", folder);
        detectors.catalog().hint("broken");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (detectors.registered().stream()
                .noneMatch(status -> status.model().equals("broken"))) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            Thread.sleep(20);
        }

        Verdict verdict = Json.read(
                asked("broken", PictureEncoder.png(given))
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                Verdict.class);

        assertThat(verdict.verdict()).isEqualTo(Conclusion.DECLARED_SYNTHETIC);
        assertThat(verdict.judgements()).isEmpty();
        assertThat(verdict.unavailable().orElseThrow())
                .extracting(Verdict.Unavailable::model)
                .containsExactly("broken");
        asked("broken", PictureEncoder.png(picture(2))).statusCode(503);
        asked("nobody", PictureEncoder.png(given)).statusCode(404);
    }

    @Test
    void theMarkSpeaksForItself() {
        Verdict verdict = judged(marked);

        assertThat(verdict.verdict()).isEqualTo(Conclusion.DECLARED_SYNTHETIC);
        assertThat(verdict.origin()).isPresent();
        assertThat(verdict.emission()).isEmpty();
    }

    @Test
    void changedPixelsAreAlikeAndLeftToTheDetectors() {
        byte[] pixels = given.pixels().clone();
        pixels[300] ^= 1;
        pixels[301] ^= 1;
        assertAlike(judged(PictureEncoder.png(new Picture(1, 28, 28, pixels))));
    }

    @Test
    void compressedPicturesAreAlikeAndLeftToTheDetectors() {
        assertAlike(judged(PictureEncoder.jpeg(given, 90)));
    }

    @Test
    void otherPicturesAreNotKnown() {
        Verdict verdict = judged(PictureEncoder.png(picture(2)));

        assertThat(verdict.verdict()).isNotEqualTo(Conclusion.DECLARED_SYNTHETIC);
        assertThat(verdict.emission()).isEmpty();
    }

    @Test
    void whatIsNoEmissionDoesNotStopTheFollowing() {
        producer.send(message(new Emission("clothes", 3, "no digest", "no look", Instant.EPOCH)));
        Picture next = picture(3);

        new OriginMarker(key, log).png(next, "clothes", 4, "0f".repeat(32));

        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (registry.find(next, Reach.EVERYTHING).isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(registry.find(next, Reach.EVERYTHING).orElseThrow().version())
                .isEqualTo(4);
    }

    @Test
    void whatIsKnownIsMeasured() {
        judged(PictureEncoder.png(given));

        get("/metrics")
                .then()
                .statusCode(200)
                .body(containsString("gantry_detector_emission_matches_total{match=\"EXACT\"}"))
                .body(containsString("gantry_detector_emissions "));
    }

    private static void assertAlike(Verdict verdict) {
        assertThat(verdict.verdict()).isNotEqualTo(Conclusion.DECLARED_SYNTHETIC);
        assertThat(verdict.judgements()).isNotEmpty();
        Verdict.Emission emission = verdict.emission().orElseThrow();
        assertThat(emission.match()).isEqualTo(Match.ALIKE);
        assertThat(emission.distance()).isLessThanOrEqualTo(4);
        assertThat(verdict.reason()).contains("it looks like a picture that clothes version 3 gave out");
    }

    private static Verdict judged(byte[] picture) {
        return Json.read(asked(MODEL, picture).statusCode(200).extract().asByteArray(), Verdict.class);
    }

    private static ValidatableResponse asked(String model, byte[] picture) {
        return RestAssured.given()
                .queryParam("model", model)
                .contentType("image/png")
                .body(picture)
                .post("/v1/detections")
                .then();
    }

    private static OutgoingMessage message(Emission emission) {
        CloudEvent event = new CloudEvent("broken", "/test", "test", emission.at());
        return new OutgoingMessage(Topics.SAMPLING_EMISSIONS, "key", event, emission, Optional.empty());
    }

    private static Picture picture(long seed) {
        byte[] pixels = new byte[64];
        new Random(seed).nextBytes(pixels);
        return new Conversion(1, 28, 28).apply(new Picture(1, 8, 8, pixels));
    }
}
