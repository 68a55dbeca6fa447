package dev.gantry.serving.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Priority;
import dev.gantry.serving.session.BatchQueue.Offer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BatchQueueTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final BatchQueue queue = queue(Duration.ZERO);
    private final Map<Inference, String> names = new HashMap<>();

    @Test
    void whatWaitsSharesARun() {
        offer("a", 1);
        offer("b", 2);
        offer("c", 1);
        assertThat(next()).isEqualTo("a0+1@0 b0+2@1 c0+1@3 of 4");
    }

    @Test
    void longRequestDoesNotHoldUpShortOnes() {
        offer("long", 35);
        offer("a", 1);
        offer("b", 1);
        assertThat(next()).isEqualTo("long0+16@0 of 16");
        assertThat(next()).isEqualTo("a0+1@0 b0+1@1 long16+14@2 of 16");
        assertThat(next()).isEqualTo("long30+4@0 of 4");
        assertThat(next()).isEqualTo("long34+1@0 of 1");
    }

    @Test
    void urgentRequestsComeFirst() {
        offer("low", 16, Priority.LOW, false);
        offer("normal", 16, Priority.NORMAL, false);
        offer("high", 12, Priority.HIGH, false);
        assertThat(next()).isEqualTo("high0+12@0 normal0+4@12 of 16");
        assertThat(next()).isEqualTo("normal4+12@0 low0+4@12 of 16");
    }

    @Test
    void deterministicRequestRunsAloneInOneSize() {
        offer("a", 1);
        offer("exact", 18, Priority.NORMAL, true);
        offer("b", 2);
        assertThat(next()).isEqualTo("a0+1@0 b0+2@1 of 4");
        assertThat(next()).isEqualTo("exact0+16@0 of 16");
        assertThat(next()).isEqualTo("exact16+2@0 of 16");
    }

    @Test
    void requestThatIsOverIsTakenOutAndNotRun() {
        Inference late =
                new Inference("m", Map.of(), 1, new RunOptions(Deadline.in(Duration.ZERO), Priority.NORMAL, false));
        queue.offer(late);
        Inference cancelled = offer("cancelled", 1);
        cancelled.result().cancel(false);
        offer("a", 1);
        Batch batch = queue.take().orElseThrow();
        assertThat(batch.over()).containsExactlyInAnyOrder(late, cancelled);
        assertThat(text(batch)).isEqualTo("a0+1@0 of 1");
    }

    @Test
    void fullQueueTakesNothingUntilSomethingHasLeft() {
        for (int i = 0; i < 4; i++) {
            offer("r" + i, 1);
        }
        assertThat(queue.offer(request(1, Priority.HIGH, false))).isEqualTo(Offer.FULL);
        next();
        assertThat(queue.offer(request(1, Priority.HIGH, false))).isEqualTo(Offer.TAKEN);
    }

    @Test
    void closedQueueGivesOutWhatItHolds() {
        offer("a", 1);
        queue.close();
        assertThat(queue.offer(request(1, Priority.NORMAL, false))).isEqualTo(Offer.CLOSED);
        assertThat(next()).isEqualTo("a0+1@0 of 1");
        assertThat(queue.take()).isEqualTo(Optional.empty());
    }

    @Test
    void firstRequestIsKeptForOthersWhileItMayBe() throws Exception {
        BatchQueue patient = queue(LONG);
        CompletableFuture<Batch> taking =
                CompletableFuture.supplyAsync(() -> patient.take().orElseThrow());
        for (String name : List.of("a", "b", "c", "d")) {
            Inference request = request(4, Priority.NORMAL, false);
            names.put(request, name);
            assertThat(patient.offer(request)).isEqualTo(Offer.TAKEN);
        }
        assertThat(text(taking.get())).isEqualTo("a0+4@0 b0+4@4 c0+4@8 d0+4@12 of 16");
    }

    @Test
    void delayEnds() {
        BatchQueue patient = queue(Duration.ofMillis(20));
        Inference request = request(1, Priority.NORMAL, false);
        patient.offer(request);
        assertThat(patient.take().orElseThrow().rows()).isEqualTo(1);
        assertThat(request.ageNanos())
                .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
    }

    private static BatchQueue queue(Duration maxDelay) {
        return new BatchQueue(
                new SessionSettings(new Device.Cpu(), 1, BatchBuckets.of(List.of(1, 4, 16)), 4, maxDelay, 100));
    }

    private Inference offer(String name, int rows) {
        return offer(name, rows, Priority.NORMAL, false);
    }

    private Inference offer(String name, int rows, Priority priority, boolean deterministic) {
        Inference request = request(rows, priority, deterministic);
        names.put(request, name);
        assertThat(queue.offer(request)).isEqualTo(Offer.TAKEN);
        return request;
    }

    private static Inference request(int rows, Priority priority, boolean deterministic) {
        return new Inference("m", Map.of(), rows, new RunOptions(Deadline.in(LONG), priority, deterministic));
    }

    private String next() {
        return text(queue.take().orElseThrow());
    }

    /** For instance {@code a0+2@1 of 4}: the first two rows of {@code a} from row 1 on, in a run of four. */
    private String text(Batch batch) {
        return batch.parts().stream()
                        .map(part -> names.get(part.request()) + part.first() + "+" + part.rows() + "@" + part.at())
                        .collect(Collectors.joining(" "))
                + " of " + batch.bucket();
    }
}
