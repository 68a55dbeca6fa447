package dev.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.jobs.Attempt;
import dev.gantry.platform.jobs.JobStates;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.store.StoredObject;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ResumedJobTest.StatesAllTheTime.class)
class ResumedJobTest extends TrainerServiceTest {
    private static final int TAKEOVERS = 3;
    private static final long IMAGES = 2560;

    @Inject
    JobStates states;

    public static final class StatesAllTheTime implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gantry.trainer.state-interval", "0s", "gantry.trainer.cancel-poll", "50ms");
        }
    }

    /** Who has lost a job leaves it as it was when it last kept a state, as one that was killed does. */
    @Test
    void jobThatWasTakenAwayInTheMiddleEndsByteIdentical() throws Exception {
        client.send(request("unbroken", "unbroken"));
        TrainingEvent.Completed expected = client.await("unbroken", TrainingEvent.Completed.class);

        client.send(request("broken", "broken"));
        long step = 0;
        for (int taken = 0; taken < TAKEOVERS; taken++) {
            step = awaitProgressAfter(step);
            jobs.startAttempt("broken", new Attempt("somebody-else", Instant.now()));
            damageNewestState();
        }
        TrainingEvent.Completed completed = client.await("broken", TrainingEvent.Completed.class);

        List<TrainingEvent.Accepted> accepted = events("broken", TrainingEvent.Accepted.class);
        assertThat(accepted).hasSizeGreaterThan(1);
        assertThat(accepted.get(0).resumedFrom()).isEmpty();
        assertThat(accepted.subList(1, accepted.size()))
                .allSatisfy(again -> assertThat(again.resumedFrom()).isPresent());
        assertThat(completed.step()).isEqualTo(expected.step());
        assertThat(completed.detector()).isEqualTo(expected.detector()).isPresent();
        assertThat(models.versions("broken"))
                .isEqualTo(models.versions("unbroken"))
                .hasSize(5);
        for (int version : models.versions("unbroken")) {
            Manifest one = models.find("unbroken", version).orElseThrow().manifest();
            Manifest other = models.find("broken", version).orElseThrow().manifest();
            assertThat(other.step()).isEqualTo(one.step());
            assertThat(digests(other)).isEqualTo(digests(one)).hasSizeBetween(2, 3);
            assertThat(other.metrics()).isEqualTo(one.metrics());
        }
        assertThat(models.alias("broken", ModelStore.BEST)).isEqualTo(models.alias("unbroken", ModelStore.BEST));
        assertThat(losses("broken")).isEqualTo(losses("unbroken")).hasSize(10);
        assertThat(states.kept("broken")).isEmpty();
        assertThat(store.list(StoreKeys.jobStates("broken"))).isEmpty();
    }

    @Test
    void attemptsThatGetTheJobFurtherDoNotUseItUp() throws Exception {
        client.send(TrainerClient.withoutDetector(request("patient", "patient")));
        TrainingEvent.Progress progress = client.await("patient", TrainingEvent.Progress.class);
        for (int i = 0; i < 9; i++) {
            jobs.startAttempt("patient", new Attempt("crashed", Instant.now()));
        }
        TrainingEvent.Completed completed = client.await("patient", TrainingEvent.Completed.class);

        assertThat(progress.step()).isPositive();
        assertThat(completed.step()).isEqualTo(IMAGES);
        assertThat(jobs.attempts("patient")).isGreaterThan(10);
    }

    private long awaitProgressAfter(long step) throws InterruptedException {
        while (true) {
            List<TrainingEvent.Progress> progress = events("broken", TrainingEvent.Progress.class);
            long reached =
                    progress.isEmpty() ? 0 : progress.get(progress.size() - 1).step();
            if (reached > step && !states.kept("broken").isEmpty()) {
                return reached;
            }
            Thread.sleep(20);
        }
    }

    /** As a store without atomic writes would leave it when its writer dies. */
    private void damageNewestState() {
        List<StoredObject> kept = store.list(StoreKeys.jobStates("broken"));
        String newest = kept.get(kept.size() - 1).key();
        String newer = newest.replaceFirst("-\\d{9}-", "-999999999-");
        byte[] whole = store.get(newest, 1 << 20).orElse(new byte[2]);
        store.put(newer, Arrays.copyOf(whole, whole.length / 2), "application/octet-stream");
    }

    private <E extends TrainingEvent> List<E> events(String jobId, Class<E> type) {
        return client.events(jobId).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** By step; told twice, they are the same. */
    private Map<Long, Map<String, Double>> losses(String jobId) {
        return events(jobId, TrainingEvent.Progress.class).stream()
                .collect(Collectors.toMap(
                        TrainingEvent.Progress::step, TrainingEvent.Progress::losses, (first, again) -> {
                            assertThat(again).isEqualTo(first);
                            return first;
                        }));
    }

    private static Map<String, String> digests(Manifest manifest) {
        return manifest.networks().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().file().sha256()));
    }

    private static Map<String, Object> request(String jobId, String model) {
        Map<String, Object> request = new HashMap<>(TrainerClient.tinyRequest(jobId, model, IMAGES));
        request.put("tickImages", 256);
        request.put("checkpointImages", 512);
        request.put("snapshotImages", 64);
        request.put("metrics", Map.of("samples", 100));
        return request;
    }
}
