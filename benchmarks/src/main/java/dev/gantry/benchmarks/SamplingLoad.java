package dev.gantry.benchmarks;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.GatewayException;
import dev.gantry.cli.client.Samples;
import dev.gantry.imaging.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that draw samples of a {@link StampedModel} without a pause, and look at every pixel of every answer. */
final class SamplingLoad implements AutoCloseable {
    private final GatewayClient client;
    private final String model;
    private final int samples;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong seeds = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger mixed = new AtomicInteger();
    private final AtomicInteger backwards = new AtomicInteger();
    private final AtomicInteger newest = new AtomicInteger();
    private volatile String firstFailure = "none";

    SamplingLoad(GatewayClient client, String model, int samples) {
        this.client = client;
        this.model = model;
        this.samples = samples;
    }

    /**
     * @param failed    requests without an answer
     * @param mixed     answers with a pixel that another version than the stated one has made
     * @param backwards answers by an older version than the same client had seen before
     */
    record Tally(int requests, int failed, int mixed, int backwards, String firstFailure) {}

    void start(int clients) {
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(this::run, "sampling-load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** The newest version that has answered. */
    int newest() {
        return newest.get();
    }

    Tally stop() throws InterruptedException {
        close();
        for (Thread thread : threads) {
            thread.join();
        }
        return new Tally(requests.get(), failed.get(), mixed.get(), backwards.get(), firstFailure);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }

    private void run() {
        int seen = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                seen = drawOnce(seen);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // told to stop
        }
    }

    private int drawOnce(int seen) throws InterruptedException {
        OptionalLong seed = OptionalLong.of(seeds.incrementAndGet());
        try {
            Samples answer = Samples.draw(client, model, samples, seed, OptionalInt.empty());
            requests.incrementAndGet();
            if (!answer.pictures().stream().allMatch(picture -> stampedBy(answer.version(), picture))
                    || answer.pictures().size() != samples) {
                mixed.incrementAndGet();
            }
            if (answer.version() < seen) {
                backwards.incrementAndGet();
            }
            newest.accumulateAndGet(answer.version(), Math::max);
            return answer.version();
        } catch (GatewayException e) {
            requests.incrementAndGet();
            if (failed.incrementAndGet() == 1) {
                firstFailure = String.valueOf(e.getMessage());
            }
            return seen;
        }
    }

    private static boolean stampedBy(int version, Picture picture) {
        byte level = (byte) StampedModel.level(version);
        for (byte pixel : picture.pixels()) {
            if (pixel != level) {
                return false;
            }
        }
        return true;
    }
}
