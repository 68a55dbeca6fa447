package dev.gantry.gateway.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@GatewayTest
class ModelsResourceTest {
    @Inject
    ModelStore models;

    @Test
    void publishedVersionsAreListedWithManifestAndPreview(@TempDir Path directory) throws IOException {
        String model = Api.uniqueName();
        Publishing.publish(models, directory, model, 40_000);
        PublishedVersion second = Publishing.publish(models, directory, model, 80_000);

        Api.authorized()
                .get("/v1/models")
                .then()
                .statusCode(200)
                .body("models.model", hasItem(model))
                .body("models.find { it.model == '" + model + "' }.latest", equalTo(2));
        Api.authorized()
                .get("/v1/models/" + model)
                .then()
                .statusCode(200)
                .body("latest", equalTo(2))
                .body("versions", contains(1, 2));
        Api.authorized()
                .get("/v1/models/" + model + "/versions/2")
                .then()
                .statusCode(200)
                .header("ETag", "\"" + second.manifestSha256() + "\"")
                .body("step", equalTo(80_000))
                .body("sample.width", equalTo(28));
        assertThat(Api.authorized()
                        .get("/v1/models/" + model + "/versions/1/preview")
                        .then()
                        .statusCode(200)
                        .contentType("image/png")
                        .extract()
                        .asByteArray())
                .isEqualTo(Publishing.PREVIEW);
    }

    @Test
    void whoAnswersIsTold(@TempDir Path directory) throws IOException {
        String model = Api.uniqueName();
        Publishing.publish(models, directory, model, 40_000);
        models.route(model, routing -> routing.promote(1, OptionalInt.of(2), Instant.EPOCH)
                .withCanary(new Canary(3, 20), Instant.EPOCH));

        Api.authorized()
                .get("/v1/models/" + model)
                .then()
                .statusCode(200)
                .body("champion", equalTo(1))
                .body("previous", equalTo(2))
                .body("canary.version", equalTo(3))
                .body("canary.percent", equalTo(20));
        Api.authorized()
                .get("/v1/models")
                .then()
                .body("models.find { it.model == '" + model + "' }.champion", equalTo(1));
    }

    @Test
    void whatTrulyAnswersIsAskedOfTheInferenceService(@TempDir Path directory) throws IOException {
        String model = GatewayEnvironment.HALF_SERVED;
        for (int version = 1; version <= 3; version++) {
            Publishing.publish(models, directory, model, 40_000L * version);
        }

        Api.authorized()
                .get("/v1/models/" + model)
                .then()
                .statusCode(200)
                .body("latest", equalTo(3))
                .body("serving.desired", equalTo(3))
                .body("serving.live", equalTo(2))
                .body("serving.state", equalTo("quarantined"))
                .body("serving.loaded", contains(2, 1))
                .body("serving.canary.version", equalTo(1))
                .body("serving.canary.percent", equalTo(20))
                .body("serving.quarantined[0].code", equalTo("digest-mismatch"))
                .body("serving.quarantined[0].retryAt", equalTo("2026-11-22T10:00:00Z"))
                .body("servingUnknown", nullValue());
        Api.authorized()
                .get("/v1/models")
                .then()
                .body("servingUnknown", nullValue())
                .body("models.find { it.model == '" + model + "' }.serving.live", equalTo(2));
    }

    @Test
    void whatTheInferenceServiceDoesNotTellIsUnknown(@TempDir Path directory) throws IOException {
        String model = Api.uniqueName();
        Publishing.publish(models, directory, model, 40_000);

        Api.authorized()
                .get("/v1/models/" + model)
                .then()
                .statusCode(200)
                .body("latest", equalTo(1))
                .body("serving", nullValue())
                .body("servingUnknown", not(emptyString()));
    }

    @Test
    void whatWasNeverPublishedIsNotFound() {
        for (String path : List.of("nothing", "nothing/versions/1", "nothing/versions/1/preview")) {
            Api.authorized()
                    .get("/v1/models/" + path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("code", equalTo("not-found"));
        }
    }
}
