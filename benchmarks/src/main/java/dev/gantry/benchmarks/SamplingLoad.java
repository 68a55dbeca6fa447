package dev.gantry.benchmarks;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.GatewayException;
import dev.gantry.cli.client.Samples;
import dev.gantry.imaging.Picture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Requests for samples of a {@link StampedModel}; every pixel of every answer is looked at. */
final class SamplingLoad implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final GatewayClient client;
    private final String model;
    private final int samples;
    // As many threads as there are requests under way; what is due after the stop is dropped.
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            PATIENCE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            runnable -> {
                Thread thread = new Thread(runnable, "sampling-load");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    private final AtomicLong seeds = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger mixed = new AtomicInteger();
    private final AtomicInteger backwards = new AtomicInteger();
    private final AtomicInteger newest = new AtomicInteger();
    private final Queue<Double> milliseconds = new ConcurrentLinkedQueue<>();
    private volatile String firstFailure = "none";
    private volatile boolean stopped;

    SamplingLoad(GatewayClient client, String model, int samples) {
        this.client = client;
        this.model = model;
        this.samples = samples;
    }

    /**
     * @param failed    requests without an answer
     * @param mixed     answers with a pixel that another version than the stated one has made
     * @param backwards answers by an older version than had answered before the request was sent
     */
    record Tally(int requests, int failed, int mixed, int backwards, String firstFailure) {}

    /** Starts clients that each send their next request as soon as the last one is answered. */
    void start(int clients) {
        for (int i = 0; i < clients; i++) {
            threads.execute(() -> {
                while (!stopped) {
                    draw();
                }
            });
        }
    }

    /**
     * Starts to send requests at random, however long the answers take: the time between two is exponential. The time to the answer
     * is taken from when a request was due.
     *
     * @param perSecond on average
     */
    void startPoisson(double perSecond, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        threads.execute(() -> {
            for (long due = System.nanoTime();
                    !stopped;
                    due += (long) (-Math.log1p(-random.nextDouble()) / perSecond * 1e9)) {
                LockSupport.parkNanos(due - System.nanoTime());
                long sent = due;
                threads.execute(() -> draw(sent));
            }
        });
    }

    /** The newest version that has answered. */
    int newest() {
        return newest.get();
    }

    /** Times to the answers since this was last asked for. */
    Latencies takeLatencies() {
        Collection<Double> taken = new ArrayList<>();
        for (Double time = milliseconds.poll(); time != null; time = milliseconds.poll()) {
            taken.add(time);
        }
        return new Latencies(taken.stream().mapToDouble(Double::doubleValue).toArray());
    }

    Tally stop() throws InterruptedException {
        stopped = true;
        threads.shutdown();
        boolean unused = threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new Tally(requests.get(), failed.get(), mixed.get(), backwards.get(), firstFailure);
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }

    /**
     * Sends one request.
     *
     * @return whether it was answered
     */
    boolean draw() {
        return draw(System.nanoTime());
    }

    private boolean draw(long due) {
        int before = newest.get();
        OptionalLong seed = OptionalLong.of(seeds.incrementAndGet());
        try {
            Samples answer = Samples.draw(client, model, samples, seed, OptionalInt.empty());
            milliseconds.add((System.nanoTime() - due) / 1e6);
            requests.incrementAndGet();
            if (!answer.pictures().stream().allMatch(picture -> stampedBy(answer.version(), picture))
                    || answer.pictures().size() != samples) {
                mixed.incrementAndGet();
            }
            if (answer.version() < before) {
                backwards.incrementAndGet();
            }
            newest.accumulateAndGet(answer.version(), Math::max);
            return true;
        } catch (GatewayException e) {
            requests.incrementAndGet();
            if (failed.incrementAndGet() == 1) {
                firstFailure = String.valueOf(e.getMessage());
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // told to stop
            return false;
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
