package dev.gantry.platform.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One record from its arrival to its end. Only the worker's polling thread calls it. */
final class Execution {
    private final Optional<Task<?>> task;
    private final CompletableFuture<Ending> ending;
    private final long startNanos = System.nanoTime();
    private ConsumerRecord<byte[], byte[]> record;

    private Execution(ConsumerRecord<byte[], byte[]> record, Optional<Task<?>> task, CompletableFuture<Ending> ending) {
        this.record = record;
        this.task = task;
        this.ending = ending;
    }

    /** A record that is not handled. */
    static Execution ended(ConsumerRecord<byte[], byte[]> record, Ending ending) {
        return new Execution(record, Optional.empty(), CompletableFuture.completedFuture(ending));
    }

    /** Starts the handler, which settles whatever happens, on its thread. A retry is held back there, with the record still locked. */
    static <T> Execution start(Task<T> task, Handler<T> handler, WorkerSettings settings, Executor thread) {
        Deliveries deliveries = Deliveries.of(task.record());
        CompletableFuture<Ending> ending = CompletableFuture.supplyAsync(
                () -> {
                    Settlement settlement = handler.handle(task);
                    Ending result = deliveries.after(settlement, settings.maxAttempts());
                    if (settlement instanceof Settlement.Retry && result instanceof Ending.Release) {
                        holdBack(task, deliveries.backOff(settings.backOff()));
                    }
                    return result;
                },
                thread);
        return new Execution(task.record(), Optional.of(task), ending);
    }

    boolean awaitEnd(Duration timeout) throws InterruptedException {
        try {
            return ending.get(timeout.toMillis(), TimeUnit.MILLISECONDS) != null;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a handler's failure is a settlement", e);
        }
    }

    Ending ending() {
        return ending.join();
    }

    /** Gives the record back although its handler still runs. */
    void abandon() {
        ending.complete(new Ending.Release());
    }

    void requestStop(Task.StopRequest reason) {
        task.ifPresent(running -> running.requestStop(reason));
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    boolean isFor(ConsumerRecord<byte[], byte[]> other) {
        return record.offset() == other.offset()
                && record.partition() == other.partition()
                && record.topic().equals(other.topic());
    }

    /** Takes the same record as the consumer has handed it out anew. */
    void renewed(ConsumerRecord<byte[], byte[]> again) {
        record = again;
    }

    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private static void holdBack(Task<?> task, Duration backOff) {
        try {
            task.pause(backOff);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
