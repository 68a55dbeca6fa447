package dev.gantry.trainer.refit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.service.platform.Provisioning;
import dev.gantry.testkit.quarkus.PlatformResource;
import dev.gantry.trainer.Shapes;
import dev.gantry.trainer.TrainerClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RefitWatchTest.Watching.class)
@QuarkusTestResource(PlatformResource.class)
@QuarkusTestResource(Shapes.class)
class RefitWatchTest {
    private static final String DETECTOR = "watcher";

    @Inject
    Provisioning provisioning;

    @Inject
    KafkaConnection kafka;

    @Inject
    MessageProducer producer;

    @Inject
    ModelStore models;

    /** Two entries for the same detector, as two trainers would have one each. */
    public static final class Watching implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, Object> request =
                    new HashMap<>(TrainerClient.detectorRequest("", DETECTOR, List.of("watched-*")));
            request.remove("jobId");
            try {
                Path file = Files.createTempFile("gantry-refit-", ".json");
                Files.write(file, Json.bytes(request));
                return Map.of(
                        "gantry.trainer.refit.requests", file + "," + file,
                        "gantry.trainer.refit.interval", "0s",
                        "gantry.trainer.refit.poll", "200ms");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aDetectorIsFittedAgainOnceForEachChangeOfItsGenerators() throws Exception {
        provisioning.awaitDone();
        try (TrainerClient client = new TrainerClient(kafka, producer)) {
            train(client, "watched-a");
            awaitVersion(1);
            train(client, "other");
            train(client, "watched-b");
            awaitVersion(2);

            assertThat(models.find(DETECTOR, 1).orElseThrow().manifest().detected())
                    .containsExactly("watched-a");
            assertThat(models.find(DETECTOR, 2).orElseThrow().manifest().detected())
                    .containsExactly("watched-a", "watched-b");
            assertThat(client.events().stream()
                            .filter(TrainingEvent.Accepted.class::isInstance)
                            .filter(event -> event.model().equals(DETECTOR))
                            .map(TrainingEvent::jobId))
                    .hasSize(2)
                    .doesNotHaveDuplicates()
                    .allMatch(job -> job.matches("refit-[0-9a-f]{16}"));
        }
    }

    private static void train(TrainerClient client, String model) throws InterruptedException {
        client.send(TrainerClient.withoutDetector(TrainerClient.tinyRequest(model, model, 64)));
        client.await(model, TrainingEvent.Completed.class);
    }

    private void awaitVersion(int version) throws InterruptedException {
        long deadline = System.nanoTime() + 180_000_000_000L;
        while (models.find(DETECTOR, version).isEmpty()) {
            assertThat(System.nanoTime()).as("time").isLessThan(deadline);
            Thread.sleep(100);
        }
    }
}
