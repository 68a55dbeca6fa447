package dev.gantry.platform.store;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import io.minio.errors.MinioException;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Repeats operations on the store that failed for a transient reason, with exponential back-off, and measures them. */
final class Retries {
    private static final int MAX_ATTEMPTS = 4;
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);

    private final Histogram seconds;

    Retries(PrometheusRegistry registry) {
        seconds = Histogram.builder()
                .name("gantry_store_operation_duration_seconds")
                .help("Time of operations on the object store, retries included")
                .labelNames("operation", "result")
                .classicUpperBounds(.001, .005, .01, .05, .1, .5, 1, 5, 30)
                .register(registry);
    }

    /** One try of an operation. */
    @FunctionalInterface
    interface Operation<T> {
        /** @param attempt counts from 1 */
        T run(int attempt) throws MinioException, IOException;

        /** As {@link #run}, with the connection faults that the client wraps unwrapped. */
        default T runUnwrapped(int attempt) throws MinioException, IOException {
            try {
                return run(attempt);
            } catch (IllegalStateException e) {
                if (e.getCause() instanceof IOException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }

    <T> T run(String name, String key, Operation<T> operation) {
        long start = System.nanoTime();
        String result = "failed";
        try {
            T value = repeat(name, key, operation);
            result = "ok";
            return value;
        } catch (GantryException e) {
            result = e.failure().code();
            throw e;
        } finally {
            seconds.labelValues(name, result).observe((System.nanoTime() - start) / 1e9);
        }
    }

    private static <T> T repeat(String name, String key, Operation<T> operation) {
        for (int attempt = 1; ; attempt++) {
            try {
                return operation.runUnwrapped(attempt);
            } catch (MinioException | IOException e) {
                GantryException exception = StoreFailures.of(name, key, e);
                if (!(exception.failure() instanceof Failure.Retryable)
                        || attempt == MAX_ATTEMPTS
                        || Thread.currentThread().isInterrupted()) {
                    throw exception;
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        long delay = FIRST_DELAY.toNanos() << (attempt - 1);
        LockSupport.parkNanos(
                delay + ThreadLocalRandom.current().nextLong(delay / 2 + TimeUnit.MILLISECONDS.toNanos(1)));
    }
}
