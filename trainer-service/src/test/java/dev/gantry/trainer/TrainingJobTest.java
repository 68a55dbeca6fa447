package dev.gantry.trainer;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.contracts.sampling.OutputStatistics;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.models.ModelStore;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a request to published versions. */
@QuarkusTest
class TrainingJobTest extends TrainerServiceTest {
    @Test
    void messageBecomesVersionsWithGeneratorDiscriminatorAndDetector(@TempDir Path directory) throws Exception {
        client.send(TrainerClient.tinyRequest("whole", "shapes", 320));
        TrainingEvent.Completed completed = client.await("whole", TrainingEvent.Completed.class);

        assertThat(client.events("whole").stream()
                        .map(event -> event.getClass().getSimpleName())
                        .distinct())
                .containsExactly("Accepted", "DataRead", "Working", "Progress", "Measured", "Published", "Completed");
        TrainingEvent.DataRead read = client.await("whole", TrainingEvent.DataRead.class);
        assertThat(read.samples()).isEqualTo(Shapes.COUNT);
        assertThat(read.skipped()).isEmpty();
        assertThat(models.versions("shapes")).containsExactly(1, 2, 3);
        assertThat(models.alias("shapes", ModelStore.LATEST)).contains(3);
        assertThat(completed.version()).isEqualTo(3);
        assertThat(completed.step()).isEqualTo(320);
        assertThat(jobs.sampleGrids("whole")).hasSize(5);
        assertThat(jobs.outcome("whole"))
                .hasValueSatisfying(outcome -> assertThat(outcome.event()).isEqualTo(completed));

        Manifest first = manifest("shapes", 1);
        assertThat(first.networks().keySet()).containsExactlyInAnyOrder(Role.GENERATOR, Role.DISCRIMINATOR);
        assertThat(first.detector()).isEmpty();
        Manifest last = manifest("shapes", 3);
        assertThat(last.networks().keySet())
                .containsExactlyInAnyOrder(Role.GENERATOR, Role.DISCRIMINATOR, Role.DETECTOR);
        assertThat(last.detector()).isEqualTo(completed.detector()).isPresent();
        assertThat(last.files().keySet()).containsExactlyInAnyOrder("preview", "card");
        assertThat(last.metrics())
                .containsKeys("loss.generator", "loss.discriminator", "health.diversity", "metrics.frechet");
        assertThat(last.sample()).isEqualTo(new SampleSpec.Images(1, 28, 28));
        assertThat(last.provenance().datasetImages()).isEqualTo(Shapes.COUNT / 2);
        assertThat(last.provenance().datasetSha256()).isEqualTo(read.sha256());
        assertThat(last.networks().values()).allSatisfy(network -> {
            assertThat(network.parityMaxError()).isLessThan(1e-4);
            assertThat(network.inputs()).isNotEmpty();
        });
        last.files().forEach((kind, file) -> download(last, file, directory.resolve(kind)));
        assertProbeHolds(last, directory.resolve("generator.onnx"));

        given().get("/metrics")
                .then()
                .statusCode(200)
                .body(containsString("gantry_trainer_images_total"))
                .body(containsString("gantry_trainer_jobs_total{outcome=\"completed\"}"))
                .body(containsString("gantry_store_operation_duration_seconds"));
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void cancelledJobStopsAndKeepsWhatItPublished() throws Exception {
        client.send(TrainerClient.withoutDetector(TrainerClient.tinyRequest("cancelled", "stopped", 1_000_000_000L)));
        client.await("cancelled", TrainingEvent.Published.class);
        jobs.cancel("cancelled", Instant.now());

        TrainingEvent.Cancelled cancelled = client.await("cancelled", TrainingEvent.Cancelled.class);
        assertThat(cancelled.step()).isPositive().isLessThan(1_000_000_000L);
        assertThat(models.versions("stopped")).isNotEmpty();
    }

    @Test
    void jobWhoseNumbersOverflowGoesBackAFewTimesAndThenFails() throws Exception {
        Map<String, Object> request =
                TrainerClient.withoutDetector(TrainerClient.tinyRequest("overflow", "overflow", 1_000_000));
        request.put("checkpointImages", 1_000_000);
        request.put(
                "recipe",
                Map.of(
                        "batch",
                        16,
                        "loss",
                        "wasserstein",
                        "regularizers",
                        List.of(Map.of("kind", "r1", "strength", 1000)),
                        "generatorLearningRate",
                        0.1,
                        "discriminatorLearningRate",
                        0.1,
                        "schedules",
                        List.of(Map.of("setting", "learning-rate", "factor", 1000, "images", 16))));
        request.put("health", Map.of("maxRollbacks", 1));
        client.send(request);

        assertThat(client.await("overflow", TrainingEvent.Failed.class).code()).isEqualTo("diverged");
        List<TrainingEvent.Warned> warnings = client.events("overflow").stream()
                .filter(TrainingEvent.Warned.class::isInstance)
                .map(TrainingEvent.Warned.class::cast)
                .filter(warned -> warned.kind().equals("rolled-back"))
                .toList();
        assertThat(warnings).extracting(TrainingEvent.Warned::value).containsExactly(1.0);
        assertThat(warnings).extracting(TrainingEvent.Warned::threshold).containsOnly(1.0);
    }

    @Test
    void trainsOnDataInTheStore(@TempDir Path directory) throws Exception {
        Path images = directory.resolve("images");
        Shapes.write(images);
        store.put("data/stored/images-idx3-ubyte", images, "application/octet-stream");
        Map<String, Object> request =
                new HashMap<>(TrainerClient.withoutDetector(TrainerClient.tinyRequest("stored", "from-store", 64)));
        request.put("data", Map.of("uri", "s3://" + store.bucket() + "/data/stored"));
        client.send(request);

        client.await("stored", TrainingEvent.Completed.class);
        assertThat(manifest("from-store", 1).provenance().datasetImages()).isEqualTo(Math.round(Shapes.COUNT * 0.8));
    }

    private void assertProbeHolds(Manifest manifest, Path onnx) throws Exception {
        download(
                manifest,
                requireNonNull(manifest.networks().get(Role.GENERATOR)).file(),
                onnx);
        Probe probe = manifest.probe().orElseThrow();
        int latent = manifest.latent().orElseThrow();
        int count = probe.count();
        float[] latents = LatentSampler.draw(probe.seed(), 0, count, latent);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(onnx.toString());
                OnnxTensor z =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(latents), new long[] {count, latent});
                OrtSession.Result result = session.run(Map.of("z", z))) {
            float[] images = ((OnnxTensor) result.get(0)).getFloatBuffer().array();
            assertThat(OutputStatistics.of(images).matches(probe)).isTrue();
        }
    }
}
