package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.platform.tracing.TraceContext;
import dev.gantry.serving.session.Deadline;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The few threads that decode and judge, so that large pictures take neither all cores nor all memory. Work of each kind has a lane of
 * its own: what takes long never keeps single pictures waiting.
 */
@Singleton
public final class JudgingPool {
    private static final int PICTURES_OF_ONE_LONG_TASK = 8;

    private final Map<Lane, ThreadPoolExecutor> executors = new EnumMap<>(Lane.class);

    /** Kinds of work. */
    public enum Lane {
        /** Single pictures. */
        PICTURES,
        /** Whole animations, each of many pictures. */
        FRAMES,
        /** Each as much work as fifty pictures. */
        HEATMAPS
    }

    @Inject
    JudgingPool(DetectorConfig config) {
        this(config.workers().threads(), config.workers().capacity());
    }

    /**
     * @param threads  of each lane
     * @param capacity pictures that may wait; an eighth as many of what takes long
     */
    JudgingPool(int threads, int capacity) {
        executors.put(Lane.PICTURES, executor("judge-", threads, capacity));
        int fewer = Math.max(1, capacity / PICTURES_OF_ONE_LONG_TASK);
        executors.put(Lane.FRAMES, executor("judge-frames-", threads, fewer));
        executors.put(Lane.HEATMAPS, executor("judge-heatmap-", threads, fewer));
    }

    /**
     * Does the work on one of the lane's threads, unless the deadline has passed until one is free.
     *
     * @return fails with what the work throws; retryable, {@code deadline-exceeded}, if it was not begun in time
     * @throws dev.gantry.contracts.GantryException rejected, {@code too-many-requests}, if too much is waiting
     */
    public <T> CompletableFuture<T> submit(Lane lane, Deadline deadline, Supplier<T> work) {
        Supplier<T> timely = () -> {
            if (deadline.expired()) {
                throw new Failure.Retryable(Deadline.EXCEEDED, "too much was waiting: try again later").asException();
            }
            return work.get();
        };
        ThreadPoolExecutor executor = executor(lane);
        try {
            return CompletableFuture.supplyAsync(TraceContext.wrapSupplier(timely), executor);
        } catch (RejectedExecutionException e) {
            throw new Failure.Rejected(
                            Failure.Rejected.TOO_MANY,
                            executor.getQueue().size() + " " + lane.name().toLowerCase(Locale.ROOT)
                                    + " are waiting already: try again later")
                    .asException();
        }
    }

    @PreDestroy
    void close() {
        executors.values().forEach(ThreadPoolExecutor::shutdownNow);
    }

    private ThreadPoolExecutor executor(Lane lane) {
        return Optional.ofNullable(executors.get(lane)).orElseThrow();
    }

    private static ThreadPoolExecutor executor(String name, int threads, int capacity) {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(capacity), task -> {
                    Thread thread = new Thread(task, name + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
