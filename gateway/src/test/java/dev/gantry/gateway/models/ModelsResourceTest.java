package dev.gantry.gateway.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.ImageSpec;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Probe;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.platform.models.Artifact;
import dev.gantry.platform.models.Checkpoint;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@GatewayTest
class ModelsResourceTest {
    private static final byte[] PREVIEW = {1, 2, 3};

    @Inject
    ModelStore models;

    @Test
    void publishedVersionsAreListedWithManifestAndPreview(@TempDir Path directory) throws IOException {
        String model = Api.uniqueName();
        publish(directory, model, 40_000);
        PublishedVersion second = publish(directory, model, 80_000);

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
                .body("image.width", equalTo(28));
        assertThat(Api.authorized()
                        .get("/v1/models/" + model + "/versions/1/preview")
                        .then()
                        .statusCode(200)
                        .contentType("image/png")
                        .extract()
                        .asByteArray())
                .isEqualTo(PREVIEW);
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

    private PublishedVersion publish(Path directory, String model, long step) throws IOException {
        Path preview = directory.resolve("preview.png");
        Files.write(preview, PREVIEW);
        return models.publish(
                new Checkpoint(model, "job", step),
                List.of(new Artifact("preview", "png", "image/png", preview)),
                (version, files) -> new Manifest(
                        Manifest.SCHEMA,
                        model,
                        version,
                        "job",
                        step,
                        Instant.EPOCH,
                        "dcgan",
                        new ImageSpec(1, 28, 28),
                        64,
                        Map.of(),
                        files,
                        new Probe(0, 1, 0, 1, 1e-3),
                        Optional.empty(),
                        Map.of(),
                        new Manifest.Provenance(Json.tree(Map.of()), Json.tree(Map.of()), "00", 0, 0, "test")));
    }
}
