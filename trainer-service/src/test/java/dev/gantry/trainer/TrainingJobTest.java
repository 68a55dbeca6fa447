package dev.gantry.trainer;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.contracts.sampling.OutputStatistics;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.onnx.OnnxWeights;
import dev.gantry.platform.jobs.Attempt;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.service.platform.Provisioning;
import dev.gantry.testkit.quarkus.PlatformResource;
import dev.gantry.trainer.run.PlanFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
@QuarkusTestResource(Shapes.class)
class TrainingJobTest {
    @Inject
    Provisioning provisioning;

    @Inject
    KafkaConnection kafka;

    @Inject
    MessageProducer producer;

    @Inject
    ModelStore models;

    @Inject
    JobStore jobs;

    @Inject
    ObjectStore store;

    private TrainerClient client;

    @BeforeEach
    void connect() throws InterruptedException {
        provisioning.awaitDone();
        client = new TrainerClient(kafka, producer);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

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
    void poisonGoesToTheDeadLettersWithItsFault() throws Exception {
        client.send("{not json".getBytes(StandardCharsets.UTF_8));
        Map<String, Object> unknownField = new HashMap<>(TrainerClient.tinyRequest("poison-field", "shapes", 64));
        unknownField.put("modle", "x");
        client.send(unknownField);
        Map<String, Object> outside = new HashMap<>(TrainerClient.tinyRequest("poison-path", "shapes", 64));
        outside.put("data", Map.of("uri", "file:shapes/../../etc/passwd"));
        client.send(outside);
        Map<String, Object> broken = new HashMap<>(TrainerClient.tinyRequest("poison-data", "shapes", 64));
        broken.put("data", Map.of("uri", "file:broken"));
        client.send(broken);

        assertDeadLetter("{not json", "malformed-json", "line 1");
        assertDeadLetter("poison-field", "invalid-request", "modle");
        assertDeadLetter("poison-path", "invalid-request", "data.uri is file:shapes/../../etc/passwd");
        assertDeadLetter("poison-data", "invalid-data", "notes.txt");
        TrainingEvent.Failed failed = client.await("poison-data", TrainingEvent.Failed.class);
        assertThat(failed.code()).isEqualTo("invalid-data");
    }

    @Test
    void duplicateIsAnsweredWithTheFirstOutcome() throws Exception {
        Map<String, Object> request = withoutDetector(TrainerClient.tinyRequest("twice", "twins", 64));
        client.send(request);
        TrainingEvent.Completed first = client.await("twice", TrainingEvent.Completed.class);
        Map<String, Object> other = new HashMap<>(request);
        other.put("seed", 8);
        client.send(other);

        List<TrainingEvent> events = client.events("twice");
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (events.size() == client.events("twice").size() && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        List<TrainingEvent> all = client.events("twice");
        assertThat(all.subList(events.size(), all.size())).containsExactly(first);
        assertThat(models.versions("twins")).containsExactly(1);
        assertThat(jobs.attempts("twice")).isEqualTo(1);
    }

    @Test
    void sameCloudEventTwiceIsOneJob() throws Exception {
        Map<String, Object> request = withoutDetector(TrainerClient.tinyRequest("unused", "nameless", 64));
        request.remove("jobId");
        CloudEvent event = new CloudEvent("event-1", "/test", "dev.gantry.training.requested", Instant.now());
        client.sendEvent(event, request);
        client.sendEvent(event, request);
        client.send(withoutDetector(TrainerClient.tinyRequest("behind", "behind", 64)));
        client.await("behind", TrainingEvent.Completed.class);

        List<TrainingEvent> ends = client.events().stream()
                .filter(told -> told.model().equals("nameless") && told.terminal())
                .toList();
        assertThat(ends).hasSize(2);
        assertThat(ends.get(1)).isEqualTo(ends.get(0));
        assertThat(models.versions("nameless")).containsExactly(1);
    }

    @Test
    void cancelledJobStopsAndKeepsWhatItPublished() throws Exception {
        client.send(withoutDetector(TrainerClient.tinyRequest("cancelled", "stopped", 1_000_000_000L)));
        client.await("cancelled", TrainingEvent.Published.class);
        jobs.cancel("cancelled", Instant.now());

        TrainingEvent.Cancelled cancelled = client.await("cancelled", TrainingEvent.Cancelled.class);
        assertThat(cancelled.step()).isPositive().isLessThan(1_000_000_000L);
        assertThat(models.versions("stopped")).isNotEmpty();
    }

    @Test
    void urgentJobsAreTakenFirst() throws Exception {
        client.send(withoutDetector(TrainerClient.tinyRequest("blocker", "blocker", 1_000_000_000L)));
        client.await("blocker", TrainingEvent.Accepted.class);
        client.send(urgent("later", "low"));
        client.send(urgent("second", "normal"));
        client.send(urgent("third", "normal"));
        client.send(urgent("first", "high"));
        client.await("blocker", TrainingEvent.Published.class);
        jobs.cancel("blocker", Instant.now());

        client.await("later", TrainingEvent.Completed.class);
        assertThat(client.events().stream()
                        .filter(TrainingEvent.Accepted.class::isInstance)
                        .map(TrainingEvent::jobId)
                        .filter(Set.of("first", "second", "third", "later")::contains))
                .containsExactly("first", "second", "third", "later");
        assertThat(jobs.attempts("later")).isEqualTo(1);
    }

    private static Map<String, Object> urgent(String job, String priority) {
        Map<String, Object> request = withoutDetector(TrainerClient.tinyRequest(job, job, 64));
        request.put("priority", priority);
        return request;
    }

    @Test
    void jobWhoseNumbersOverflowGoesBackAFewTimesAndThenFails() throws Exception {
        Map<String, Object> request = withoutDetector(TrainerClient.tinyRequest("overflow", "overflow", 1_000_000));
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
    void jobCancelledBeforeItBeginsNeverRuns() throws Exception {
        jobs.cancel("never", Instant.now());
        client.send(TrainerClient.tinyRequest("never", "nothing", 1_000_000L));

        assertThat(client.await("never", TrainingEvent.Cancelled.class).step()).isZero();
        assertThat(models.versions("nothing")).isEmpty();
    }

    @Test
    void jobThatNeverCameToAnEndHasFailed() throws Exception {
        for (int i = 0; i < 10; i++) {
            jobs.startAttempt("hopeless", new Attempt("crashed", Instant.now()));
        }
        client.send(TrainerClient.tinyRequest("hopeless", "hopeless", 64));

        assertThat(client.await("hopeless", TrainingEvent.Failed.class).code()).isEqualTo("attempts-exhausted");
        assertDeadLetter("hopeless", "attempts-exhausted", "10 attempts");
        assertThat(models.versions("hopeless")).isEmpty();
    }

    @Test
    void trainsOnDataInTheStore(@TempDir Path directory) throws Exception {
        Path images = directory.resolve("images");
        Shapes.write(images);
        store.put("data/stored/images-idx3-ubyte", images, "application/octet-stream");
        Map<String, Object> request =
                new HashMap<>(withoutDetector(TrainerClient.tinyRequest("stored", "from-store", 64)));
        request.put("data", Map.of("uri", "s3://" + store.bucket() + "/data/stored"));
        client.send(request);

        client.await("stored", TrainingEvent.Completed.class);
        assertThat(manifest("from-store", 1).provenance().datasetImages()).isEqualTo(Math.round(Shapes.COUNT * 0.8));
    }

    @Test
    void warmStartBeginsFromTheWeightsOfAPublishedVersion(@TempDir Path directory) throws Exception {
        client.send(withoutDetector(TrainerClient.tinyRequest("base", "base", 256)));
        client.await("base", TrainingEvent.Completed.class);
        Map<String, Object> request = warm("warm", Map.of("model", "base"));
        request.put("recipe", Map.of("batch", 16, "generatorLearningRate", 1e-12, "discriminatorLearningRate", 1e-12));
        client.send(request);
        client.await("warm", TrainingEvent.Completed.class);

        Manifest base = manifest("base", 2);
        Manifest warm = manifest("warm", 1);
        assertThat(warm.provenance().request().path("warmStart").path("version").asInt())
                .isEqualTo(2);
        Graph discriminator = PlanFactory.plan(TrainingRequest.CONTRACT.decode(
                        Json.bytes(base.provenance().request())))
                .graph(dev.gantry.networks.Role.DISCRIMINATOR);
        Map<String, float[]> expected = weights(base, directory.resolve("base")).of(discriminator);
        Map<String, float[]> found = weights(warm, directory.resolve("warm")).of(discriminator);
        expected.forEach((name, values) -> assertThat(found.get(name)).containsExactly(values, within(1e-6f)));
    }

    @Test
    void warmStartFromOtherNetworksNamesWhatDiffers() throws Exception {
        client.send(withoutDetector(TrainerClient.tinyRequest("narrow", "narrow", 64)));
        client.await("narrow", TrainingEvent.Completed.class);
        Map<String, Object> wide = warm("wide", Map.of("model", "narrow", "version", 1));
        wide.put("network", Map.of("latent", 8, "generatorWidth", 8, "discriminatorWidth", 4));
        client.send(wide);
        client.send(warm("nowhere", Map.of("model", "unheard-of")));
        client.send(warm("too-high", Map.of("model", "narrow", "version", 9)));

        assertThat(client.await("wide", TrainingEvent.Failed.class).message())
                .contains("warmStart is version 1 of narrow, family dcgan")
                .containsPattern("generator: [a-z0-9.]+ is \\[\\d+, .*must be \\[")
                .doesNotContain("discriminator:");
        assertThat(client.await("nowhere", TrainingEvent.Failed.class).message())
                .contains("warmStart.model is unheard-of");
        assertThat(client.await("too-high", TrainingEvent.Failed.class).message())
                .contains("warmStart.version is 9")
                .contains("there are [1]");
    }

    private static Map<String, Object> warm(String job, Map<String, Object> start) {
        Map<String, Object> request = withoutDetector(TrainerClient.tinyRequest(job, job, 64));
        request.put("warmStart", start);
        return request;
    }

    private OnnxWeights weights(Manifest manifest, Path onnx) throws IOException {
        download(
                manifest,
                requireNonNull(manifest.networks().get(Role.DISCRIMINATOR)).file(),
                onnx);
        return OnnxWeights.read(Files.readAllBytes(onnx));
    }

    private void assertDeadLetter(String content, String reason, String cause) throws InterruptedException {
        ConsumerRecord<String, byte[]> letter = client.awaitDeadLetter(content);
        assertThat(header(letter, Headers.DEAD_LETTER_REASON)).isEqualTo(reason);
        assertThat(header(letter, Headers.DEAD_LETTER_CAUSE)).contains(cause);
        assertThat(header(letter, Headers.DEAD_LETTER_TOPIC)).isEqualTo(Topics.TRAINING_REQUESTS);
    }

    private void assertProbeHolds(Manifest manifest, Path onnx) throws Exception {
        download(
                manifest,
                requireNonNull(manifest.networks().get(Role.GENERATOR)).file(),
                onnx);
        int count = manifest.probe().count();
        float[] latents = LatentSampler.draw(manifest.probe().seed(), 0, count, manifest.latent());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(onnx.toString());
                OnnxTensor z = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(latents), new long[] {count, manifest.latent()});
                OrtSession.Result result = session.run(Map.of("z", z))) {
            float[] images = ((OnnxTensor) result.get(0)).getFloatBuffer().array();
            assertThat(OutputStatistics.of(images).matches(manifest.probe())).isTrue();
        }
    }

    private void download(Manifest manifest, StoredFile file, Path target) {
        models.download(manifest.model(), manifest.version(), file, target);
        assertThat(target).hasSize(file.size());
    }

    private Manifest manifest(String model, int version) {
        return models.find(model, version).orElseThrow().manifest();
    }

    private static Map<String, Object> withoutDetector(Map<String, Object> request) {
        Map<String, Object> changed = new HashMap<>(request);
        changed.put("detector", Map.of("enabled", false));
        return changed;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
