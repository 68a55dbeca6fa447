package dev.gantry.cli.demo;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.GatewayException;
import dev.gantry.cli.client.Samples;
import dev.gantry.cli.console.CliException;
import dev.gantry.imaging.Picture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Draws the same seeds again and again while newer versions are swapped in. Before the model is served for the first time it
 * may be unknown; from then on no request may fail.
 */
final class LiveSampler implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final GatewayClient client;
    private final String model;
    private final int count;
    private final long seed;
    private final Consumer<String> note;
    private final Thread thread = new Thread(this::run, "live-sampler");

    private final NavigableMap<Integer, List<Picture>> byVersion = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int requests;

    LiveSampler(GatewayClient client, String model, int count, long seed, Consumer<String> note) {
        this.client = client;
        this.model = model;
        this.count = count;
        this.seed = seed;
        this.note = note;
    }

    /** What was seen. */
    record Observation(int requests, NavigableMap<Integer, List<Picture>> byVersion) {}

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits until a version is served.
     *
     * @throws CliException if that takes too long
     */
    synchronized void awaitVersion(int version, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!byVersion.containsKey(version)) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw CliException.failed("version " + version + " of " + model + " is not served after "
                        + limit.toSeconds() + " s" + failures);
            }
            wait(left);
        }
    }

    /**
     * Stops and tells.
     *
     * @throws CliException if a request failed
     */
    Observation stop() throws InterruptedException {
        close();
        thread.join();
        synchronized (this) {
            if (!failures.isEmpty()) {
                throw CliException.failed(failures.size() + " of " + requests
                        + " sampling requests failed while versions were swapped, the first: " + failures.get(0));
            }
            return new Observation(requests, new TreeMap<>(byVersion));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                drawOnce();
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // told to stop
        }
    }

    private void drawOnce() throws InterruptedException {
        try {
            served(Samples.draw(client, model, count, OptionalLong.of(seed), OptionalInt.empty()));
        } catch (GatewayException e) {
            failed(e);
        }
    }

    private synchronized void served(Samples samples) {
        requests++;
        if (byVersion.put(samples.version(), samples.pictures()) == null) {
            note.accept("  version " + samples.version() + " of " + model + " is served");
            notifyAll();
        }
    }

    private synchronized void failed(GatewayException failure) {
        boolean servedBefore = !byVersion.isEmpty();
        if (servedBefore) {
            requests++;
            failures.add(failure.getMessage());
        }
    }
}
