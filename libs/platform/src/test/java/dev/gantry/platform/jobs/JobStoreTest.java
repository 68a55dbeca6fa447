package dev.gantry.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.training.JobOutcome;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.StoreFixture;
import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithObjectStore
class JobStoreTest {
    private static final String JOB = "job-1";
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");
    private static final Duration LAPSE = Duration.ofMinutes(10);

    private ObjectStore store;
    private JobStore jobs;

    @BeforeEach
    void connect(EmbeddedS3 server, @UniqueName String bucket) {
        store = StoreFixture.connect(server, bucket);
        jobs = new JobStore(store);
    }

    @AfterEach
    void disconnect() {
        store.close();
    }

    @Test
    void firstRequestOfAJobIdStands() {
        assertThat(jobs.request(JOB)).isEmpty();
        TrainingRequest first = request("first");
        assertThat(jobs.begin(JOB, first)).isEqualTo(first);
        assertThat(jobs.begin(JOB, request("second"))).isEqualTo(first);
        assertThat(jobs.request(JOB)).contains(first);
    }

    @Test
    void oneOfSeveralThatWantAJobAsksForIt() {
        List<CompletableFuture<Boolean>> claims = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> jobs.claimSubmission(JOB, NOW, LAPSE)))
                .toList();
        assertThat(claims.stream().map(CompletableFuture::join)).containsOnlyOnce(true);
        jobs.withdrawSubmission(JOB);
        assertThat(jobs.claimSubmission(JOB, NOW, LAPSE)).isTrue();
    }

    @Test
    void aClaimLapses() {
        assertThat(jobs.claimSubmission(JOB, NOW, LAPSE)).isTrue();
        Instant later = NOW.plus(LAPSE);
        assertThat(jobs.claimSubmission(JOB, later, LAPSE)).isFalse();
        assertThat(jobs.claimSubmission(JOB, later.plusMillis(1), LAPSE)).isTrue();
        assertThat(jobs.claimSubmission(JOB, later.plusMillis(2), LAPSE)).isFalse();
    }

    @Test
    void racingAttemptsAreCountedOnceEach() {
        List<CompletableFuture<Integer>> attempts = IntStream.range(0, 6)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> jobs.startAttempt(JOB, new Attempt("trainer-" + i, NOW))))
                .toList();
        assertThat(attempts.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        assertThat(jobs.attempts(JOB)).isEqualTo(6);
    }

    @Test
    void onlyTheLastAttemptMayPublish() {
        int first = jobs.startAttempt(JOB, new Attempt("trainer-1", NOW));
        jobs.requireNewest(JOB, first);
        int second = jobs.startAttempt(JOB, new Attempt("trainer-2", NOW));
        assertThatThrownBy(() -> jobs.requireNewest(JOB, first))
                .isInstanceOf(SupersededException.class)
                .hasMessageContaining("attempt 1 of " + JOB);
        jobs.requireNewest(JOB, second);
    }

    @Test
    void attemptsCountUnlessTheyWereReleasedOrGotTheJobFurther() {
        jobs.release(JOB, 2, NOW);
        assertThat(jobs.fruitlessAttempts(JOB, 1, 0)).isZero();
        assertThat(jobs.fruitlessAttempts(JOB, 5, 0)).isEqualTo(3);
        assertThat(jobs.fruitlessAttempts(JOB, 5, 1)).isEqualTo(2);
        assertThat(jobs.fruitlessAttempts(JOB, 5, 4)).isZero();
    }

    @Test
    void firstOutcomeStands() {
        JobOutcome cancelled = new JobOutcome(new TrainingEvent.Cancelled(JOB, "clothes", NOW, 100));
        JobOutcome failed = new JobOutcome(new TrainingEvent.Failed(JOB, "clothes", NOW, "diverged", "loss is NaN"));
        assertThat(jobs.finish(JOB, cancelled)).isEqualTo(cancelled);
        assertThat(jobs.finish(JOB, failed)).isEqualTo(cancelled);
        assertThat(jobs.outcome(JOB)).contains(cancelled);
    }

    @Test
    void cancelMarkStays() {
        assertThat(jobs.cancelled(JOB)).isFalse();
        jobs.cancel(JOB, NOW);
        jobs.cancel(JOB, NOW.plusSeconds(1));
        assertThat(jobs.cancelled(JOB)).isTrue();
    }

    @Test
    void sampleGridsAreListedByStep() {
        byte[] png = "not really a PNG".getBytes(StandardCharsets.UTF_8);
        String late = jobs.putSampleGrid(JOB, 100_000, png);
        String early = jobs.putSampleGrid(JOB, 5_000, png);
        assertThat(jobs.sampleGrids(JOB)).containsExactly(early, late);
        assertThat(jobs.sampleGrid(JOB, 5_000))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(png));
        assertThat(jobs.sampleGrid(JOB, 1)).isEmpty();
    }

    private static TrainingRequest request(String model) {
        return TrainingRequest.CONTRACT.decode(
                Json.bytes(Map.of("model", model, "data", Map.of("uri", "file:fashion-mnist"))));
    }
}
