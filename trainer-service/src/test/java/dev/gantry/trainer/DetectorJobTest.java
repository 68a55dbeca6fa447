package dev.gantry.trainer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.models.CheckpointPublished;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Manifest.GeneratorVersion;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.models.PublishedVersion;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that fit one detector to several models. */
@QuarkusTest
class DetectorJobTest extends TrainerServiceTest {
    @Inject
    ManifestTrust trust;

    @Test
    void oneDetectorKnowsTheSamplesOfAllModelsThatAreMeant(@TempDir Path directory) throws Exception {
        train("shop-shoes", 256);
        train("shop-hats", 64);
        client.send(TrainerClient.detectorRequest("over-shop", "over-shop", List.of("shop-*")));

        TrainingEvent.Completed completed = client.await("over-shop", TrainingEvent.Completed.class);
        assertThat(completed.reason()).isEqualTo("fitted");
        PublishedVersion version = models.find("over-shop", completed.version()).orElseThrow();
        trust.check(version);
        Manifest manifest = version.manifest();
        assertThat(manifest.networks()).containsOnlyKeys(Role.DETECTOR);
        assertThat(manifest.family()).isEqualTo(Manifest.DETECTOR);
        assertThat(manifest.latent()).isEmpty();
        assertThat(manifest.probe()).isEmpty();
        assertThat(manifest.provenance().generators().orElseThrow())
                .containsExactly(published("shop-hats", 1), published("shop-shoes", 1), published("shop-shoes", 2));
        assertThat(manifest.detected()).containsExactly("shop-hats", "shop-shoes");
        assertThat(manifest.provenance().request().path("generators"))
                .isEqualTo(Json.tree(List.of("shop-hats@1", "shop-shoes@1", "shop-shoes@2")));
        assertThat(manifest.provenance().recipe().path("activations"))
                .as("discriminators that kept the same pictures out of training")
                .isEqualTo(Json.tree(List.of("shop-hats@1", "shop-shoes@2")));
        assertMeasured(manifest.detector().orElseThrow());
        Path onnx = directory.resolve("detector.onnx");
        download(
                manifest, requireNonNull(manifest.networks().get(Role.DETECTOR)).file(), onnx);
        Path card = directory.resolve("card.md");
        download(manifest, requireNonNull(manifest.files().get("card")), card);
        assertThat(Files.readString(card)).contains("| shop-hats | 1 |").contains("| plain | shop-shoes |");
        assertThat(announcedRoles("over-shop")).containsExactly(Role.DETECTOR);
    }

    @Test
    void discriminatorsThatMayHaveSeenTheRealsAreNotLookedThrough() throws Exception {
        train("seen", 64);
        Map<String, Object> request =
                new HashMap<>(TrainerClient.detectorRequest("unseen", "unseen", List.of("seen@1")));
        request.put("seed", 8);
        client.send(request);
        Map<String, Object> warmed =
                new HashMap<>(TrainerClient.withoutDetector(TrainerClient.tinyRequest("warmed", "warmed", 64)));
        warmed.put("warmStart", Map.of("model", "seen"));
        client.send(warmed);
        client.await("warmed", TrainingEvent.Completed.class);
        client.send(TrainerClient.detectorRequest("unsure", "unsure", List.of("warmed@1")));

        client.await("unseen", TrainingEvent.Completed.class);
        client.await("unsure", TrainingEvent.Completed.class);
        Manifest manifest = manifest("unseen", 1);
        assertThat(List.of(manifest, manifest("unsure", 1)))
                .extracting(one -> one.provenance().recipe())
                .containsOnly(Json.tree(Map.of("activations", List.of(), "forensics", "dcgan")));
        assertThat(manifest.detector().orElseThrow().evaluations())
                .extracting(DetectorCard.Evaluation::generator)
                .isNotEmpty()
                .allMatch(generator -> generator.isEmpty());
    }

    @Test
    void generatorsThatCannotBeLearnedFromAreNamed() throws Exception {
        train("refused-a", 64);
        client.send(TrainerClient.detectorRequest("of-nothing", "of-nothing", List.of("nowhere-*")));
        client.send(TrainerClient.detectorRequest("of-unknown", "of-unknown", List.of("unheard-of")));
        client.send(TrainerClient.detectorRequest("of-late", "of-late", List.of("refused-a@9")));
        Map<String, Object> large =
                new HashMap<>(TrainerClient.detectorRequest("of-large", "of-large", List.of("refused-a")));
        large.put("data", Map.of("uri", Shapes.URI, "resolution", 32, "heldOutFraction", 0.5));
        client.send(large);

        assertThat(failure("of-nothing")).contains("generators is [nowhere-*]").contains("there are 0");
        assertThat(failure("of-unknown")).contains("generators is unheard-of: a published model");
        assertThat(failure("of-late")).contains("generators is refused-a@9").contains("there are [1]");
        assertThat(failure("of-large")).contains("pictures of 32 by 32 pixels in 1 channel");
        assertThat(models.versions("of-large")).isEmpty();
    }

    @Test
    void aGeneratorThatNobodySignedIsRefusedByNameAndPassedOverByItsBeginning() throws Exception {
        train("forged-a", 64);
        PublishedVersion version = models.find("forged-a", 1).orElseThrow();
        store.delete(StoreKeys.manifestSignature("forged-a", 1, version.manifestSha256()));
        client.send(TrainerClient.detectorRequest("of-forged", "of-forged", List.of("forged-a")));
        client.send(TrainerClient.detectorRequest("of-any", "of-any", List.of("forged-*")));

        assertThat(client.await("of-forged", TrainingEvent.Failed.class).code()).isEqualTo(ManifestTrust.UNSIGNED);
        assertThat(failure("of-any")).contains("there are 0");
    }

    private void train(String model, long images) throws InterruptedException {
        client.send(TrainerClient.withoutDetector(TrainerClient.tinyRequest(model, model, images)));
        client.await(model, TrainingEvent.Completed.class);
    }

    private String failure(String job) throws InterruptedException {
        return client.await(job, TrainingEvent.Failed.class).message();
    }

    private GeneratorVersion published(String model, int version) {
        return new GeneratorVersion(
                model, version, models.find(model, version).orElseThrow().manifestSha256());
    }

    private static void assertMeasured(DetectorCard card) {
        assertThat(card.realScores()).isNotEmpty();
        assertThat(card.evaluations().stream()
                        .filter(evaluation -> evaluation.condition().equals("plain"))
                        .map(evaluation -> evaluation.generator().orElse("all"))
                        .distinct())
                .containsExactly("all", "shop-hats", "shop-shoes");
        assertThat(card.evaluations())
                .as("samples of hardly trained generators are told")
                .allSatisfy(
                        evaluation -> assertThat(evaluation.areaUnderCurve()).isGreaterThan(0.9));
    }

    private Iterable<String> announcedRoles(String model) throws InterruptedException {
        Queue<CheckpointPublished> announced = new ConcurrentLinkedQueue<>();
        try (EventFollower follower = EventFollower.start(kafka, Topics.MODELS, record -> {
            if (record.key().equals(model)) {
                announced.add(Json.read(record.value(), CheckpointPublished.class));
            }
        })) {
            assertThat(follower.awaitCaughtUp(Duration.ofSeconds(20))).isTrue();
        }
        return announced.element().roles();
    }
}
