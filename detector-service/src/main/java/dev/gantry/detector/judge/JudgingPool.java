package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.platform.tracing.TraceContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The few threads that decode and judge, so that large pictures take neither all cores nor all memory. */
@Singleton
public final class JudgingPool {
    private final ThreadPoolExecutor executor;
    private final int capacity;

    @Inject
    JudgingPool(DetectorConfig config) {
        this(config.workers().threads(), config.workers().capacity());
    }

    JudgingPool(int threads, int capacity) {
        AtomicInteger count = new AtomicInteger();
        this.capacity = capacity;
        executor = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(capacity), task -> {
                    Thread thread = new Thread(task, "judge-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Does the work on one of the threads.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code too-many-requests}, if too much is waiting
     */
    public <T> CompletableFuture<T> submit(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(TraceContext.wrapSupplier(work), executor);
        } catch (RejectedExecutionException e) {
            throw new Failure.Rejected(
                            Failure.Rejected.TOO_MANY, capacity + " pictures are waiting already: try again later")
                    .asException();
        }
    }

    @PreDestroy
    void close() {
        executor.shutdownNow();
    }
}
