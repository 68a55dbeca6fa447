package dev.gantry.trainer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.onnx.OnnxWeights;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.trainer.run.PlanFactory;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that begin with published weights. */
@QuarkusTest
class WarmStartTest extends TrainerServiceTest {
    @Test
    void warmStartBeginsFromTheWeightsOfAPublishedVersion(@TempDir Path directory) throws Exception {
        client.send(TrainerClient.withoutDetector(TrainerClient.tinyRequest("base", "base", 256)));
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
        client.send(TrainerClient.withoutDetector(TrainerClient.tinyRequest("narrow", "narrow", 64)));
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

    @Test
    void warmStartFromAVersionThatNobodySignedIsRefused() throws Exception {
        client.send(TrainerClient.withoutDetector(TrainerClient.tinyRequest("unsigned", "unsigned", 64)));
        client.await("unsigned", TrainingEvent.Completed.class);
        PublishedVersion version = models.find("unsigned", 1).orElseThrow();
        store.delete(StoreKeys.manifestSignature("unsigned", 1, version.manifestSha256()));
        client.send(warm("from-unsigned", Map.of("model", "unsigned")));

        TrainingEvent.Failed failed = client.await("from-unsigned", TrainingEvent.Failed.class);
        assertThat(failed.code()).isEqualTo(ManifestTrust.UNSIGNED);
        assertThat(failed.message()).startsWith("warmStart.version is 1: ");
        assertThat(client.awaitDeadLetter("from-unsigned")
                        .headers()
                        .lastHeader(Headers.DEAD_LETTER_REASON)
                        .value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(ManifestTrust.UNSIGNED);
        assertThat(models.versions("from-unsigned")).isEmpty();
    }

    private static Map<String, Object> warm(String job, Map<String, Object> start) {
        Map<String, Object> request = TrainerClient.withoutDetector(TrainerClient.tinyRequest(job, job, 64));
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
}
