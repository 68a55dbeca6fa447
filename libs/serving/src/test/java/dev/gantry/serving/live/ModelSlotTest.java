package dev.gantry.serving.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.serving.session.BatchBuckets;
import dev.gantry.serving.session.BufferPool;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.Device;
import dev.gantry.serving.session.ModelSession;
import dev.gantry.serving.session.RunOptions;
import dev.gantry.serving.session.SessionSettings;
import dev.gantry.serving.session.Tensor;
import dev.gantry.serving.testing.SilentMetrics;
import dev.gantry.serving.testing.TestManifests;
import dev.gantry.serving.testing.TinyGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ModelSlotTest {
    private static final SessionSettings SETTINGS =
            new SessionSettings(new Device.Cpu(), 2, BatchBuckets.of(List.of(1, 4)), 64, Duration.ZERO, 100);
    private static final int SWAPS = 100;
    private static final int CLIENTS = 4;

    private final BufferPool pool = new BufferPool();
    private final ModelSlot slot = new ModelSlot();

    @Test
    void everyRequestIsAnsweredByOneVersionWhileVersionsAreSwapped() throws Exception {
        swap(handle(1));
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<Integer>> answered = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            answered.add(clients.submit(client(stop)));
        }
        List<ModelHandle> retired = new ArrayList<>();
        for (int version = 2; version <= SWAPS; version++) {
            retired.addAll(swap(handle(version)));
        }
        stop.set(true);
        for (Future<Integer> client : answered) {
            assertThat(client.get(30, TimeUnit.SECONDS)).isPositive();
        }
        retired.addAll(slot.set(Lineup.EMPTY));
        clients.shutdown();

        assertThat(retired).hasSize(SWAPS);
        for (ModelHandle handle : retired) {
            handle.closed().get(30, TimeUnit.SECONDS);
        }
        assertThat(slot.leaseFor(0)).isEmpty();
    }

    @Test
    void retiredVersionIsClosedWhenItsLastLeaseEndsAndNotBefore() throws Exception {
        ModelHandle first = handle(1);
        swap(first);
        Lease one = slot.leaseFor(0).orElseThrow();
        Lease two = slot.leaseFor(0).orElseThrow();
        swap(handle(2));

        one.close();
        one.close();
        assertThat(first.closed()).isNotDone();
        assertThat(image(two)).containsOnly(new float[] {pixel(1)}, within(1e-5f));
        two.close();
        first.closed().get(30, TimeUnit.SECONDS);
        assertThat(first.lease()).isEmpty();
        slot.set(Lineup.EMPTY);
    }

    @Test
    void retiringTwiceTakesNoLeaseAway() throws Exception {
        ModelHandle handle = handle(1);
        swap(handle);
        try (Lease lease = slot.leaseFor(0).orElseThrow()) {
            handle.retire();
            handle.retire();
            assertThat(image(lease)).containsOnly(new float[] {pixel(1)}, within(1e-5f));
        }
        handle.closed().get(30, TimeUnit.SECONDS);
    }

    @Test
    void canaryAnswersItsShareOfTheSeedsAndKeepsThemWhileItGrows() {
        ModelHandle primary = handle(1);
        ModelHandle tried = handle(2);
        Lineup few = Lineup.EMPTY.with(primary).with(tried).routing(1, Optional.of(new Canary(2, 10)));
        Lineup more = few.routing(1, Optional.of(new Canary(2, 25)));
        slot.set(few);
        int answered = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            boolean canary = few.versionFor(seed) == 2;
            answered += canary ? 1 : 0;
            assertThat(canary && more.versionFor(seed) != 2).isFalse();
        }
        assertThat(answered).isBetween(900, 1100);
        assertThat(few.without(2).versionFor(0)).isEqualTo(1);
        assertThat(LongStream.range(0, 100)
                        .mapToObj(slot::leaseFor)
                        .flatMap(Optional::stream)
                        .peek(Lease::close)
                        .map(lease -> lease.version().manifest().version())
                        .distinct())
                .containsExactlyInAnyOrder(1, 2);
        slot.set(Lineup.EMPTY);
    }

    /** Asks in two steps under one lease, so that a swap between them would show. */
    private Callable<Integer> client(AtomicBoolean stop) {
        return () -> {
            int requests = 0;
            while (!stop.get()) {
                try (Lease lease = slot.leaseFor(0).orElseThrow()) {
                    float[] expected = {pixel(lease.version().manifest().version())};
                    assertThat(image(lease)).containsOnly(expected, within(1e-5f));
                    assertThat(image(lease)).containsOnly(expected, within(1e-5f));
                }
                requests++;
            }
            return requests;
        };
    }

    private List<ModelHandle> swap(ModelHandle next) {
        return slot.set(Lineup.EMPTY.with(next).routing(next.number(), Optional.empty()));
    }

    private static float[] image(Lease lease) {
        Tensor z = new Tensor(List.of(5L, 8L), LatentSampler.draw(1, 0, 5, 8));
        return lease.run(Map.of("z", z), "image", RunOptions.until(Deadline.in(Duration.ofSeconds(30))))
                .values();
    }

    private ModelHandle handle(int version) {
        byte[] onnx = TinyGenerator.constant(pixel(version)).onnx();
        Manifest manifest = TestManifests.of("tiny", version, TinyGenerator.constant(pixel(version)), Map.of());
        ModelSession session = ModelSession.open("tiny-" + version, onnx, SETTINGS, pool, new SilentMetrics());
        return new ModelHandle(new PublishedVersion(manifest, "0".repeat(64)), session, 1);
    }

    private static float pixel(int version) {
        return version / 200f;
    }
}
