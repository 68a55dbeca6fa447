package dev.gantry.serving.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.contracts.models.Manifest;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ModelSlotTest {
    private static final SessionSettings SETTINGS =
            new SessionSettings(new Device.Cpu(), 1, BatchBuckets.of(List.of(1, 4)), 64, Duration.ZERO, 100);
    private static final int SWAPS = 100;
    private static final int CLIENTS = 4;

    private final BufferPool pool = new BufferPool();
    private final ModelSlot slot = new ModelSlot();

    @Test
    void everyRequestIsAnsweredByOneVersionWhileVersionsAreSwapped() throws Exception {
        slot.swap(handle(1));
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<Integer>> answered = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            answered.add(clients.submit(client(stop)));
        }
        List<ModelHandle> retired = new ArrayList<>();
        for (int version = 2; version <= SWAPS; version++) {
            slot.swap(handle(version)).ifPresent(retired::add);
        }
        stop.set(true);
        for (Future<Integer> client : answered) {
            assertThat(client.get(30, TimeUnit.SECONDS)).isPositive();
        }
        slot.clear().ifPresent(retired::add);
        clients.shutdown();

        assertThat(retired).hasSize(SWAPS);
        for (ModelHandle handle : retired) {
            handle.closed().get(30, TimeUnit.SECONDS);
        }
        assertThat(slot.lease()).isEmpty();
    }

    @Test
    void retiredVersionIsClosedWhenItsLastLeaseEndsAndNotBefore() throws Exception {
        ModelHandle first = handle(1);
        slot.swap(first);
        Lease one = slot.lease().orElseThrow();
        Lease two = slot.lease().orElseThrow();
        slot.swap(handle(2));

        one.close();
        one.close();
        assertThat(first.closed()).isNotDone();
        assertThat(image(two)).containsOnly(new float[] {pixel(1)}, within(1e-5f));
        two.close();
        first.closed().get(30, TimeUnit.SECONDS);
        assertThat(first.lease()).isEmpty();
        slot.clear();
    }

    @Test
    void retiringTwiceTakesNoLeaseAway() throws Exception {
        ModelHandle handle = handle(1);
        slot.swap(handle);
        try (Lease lease = slot.lease().orElseThrow()) {
            handle.retire();
            handle.retire();
            assertThat(image(lease)).containsOnly(new float[] {pixel(1)}, within(1e-5f));
        }
        handle.closed().get(30, TimeUnit.SECONDS);
    }

    /** Asks in two steps under one lease, so that a swap between them would show. */
    private Callable<Integer> client(AtomicBoolean stop) {
        return () -> {
            int requests = 0;
            while (!stop.get()) {
                try (Lease lease = slot.lease().orElseThrow()) {
                    float[] expected = {pixel(lease.version().manifest().version())};
                    assertThat(image(lease)).containsOnly(expected, within(1e-5f));
                    assertThat(image(lease)).containsOnly(expected, within(1e-5f));
                }
                requests++;
            }
            return requests;
        };
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
        return new ModelHandle(new PublishedVersion(manifest, "0".repeat(64)), session);
    }

    private static float pixel(int version) {
        return version / 200f;
    }
}
