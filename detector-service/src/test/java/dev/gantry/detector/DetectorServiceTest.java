package dev.gantry.detector;

import static io.restassured.RestAssured.given;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.detector.models.Detectors;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.service.platform.Provisioning;
import dev.gantry.testkit.quarkus.PlatformResource;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A detector service with real servers around it and the live detector of a {@link TinyDetector}. */
@QuarkusTestResource(PlatformResource.class)
abstract class DetectorServiceTest {
    static final String MODEL = "tones";

    @Inject
    Provisioning provisioning;

    @Inject
    ModelStore models;

    @Inject
    SigningKey key;

    @Inject
    Detectors detectors;

    PublishedVersion published;

    /** The same version for all tests. */
    @BeforeEach
    void publishDetector(@TempDir Path folder) throws IOException, InterruptedException {
        provisioning.awaitDone();
        published = TinyDetector.publish(models, key, MODEL, "job", folder);
        LiveDetectors.await(detectors, MODEL);
    }

    /** The verdict on a grey picture. */
    static Verdict judge(int tone, Optional<String> model) {
        byte[] answer = given().queryParams(
                        model.map(name -> Map.of("model", name)).orElse(Map.of()))
                .contentType("image/png")
                .body(TinyDetector.flatPng(tone))
                .post("/v1/detections")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        return Json.read(answer, Verdict.class);
    }
}
