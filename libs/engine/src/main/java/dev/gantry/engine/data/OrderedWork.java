package dev.gantry.engine.data;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Works on a list's elements several at a time and hands the results over in the list's order. */
final class OrderedWork {
    /** More than processors, because some of them wait for a store. */
    private static final int THREADS = Math.min(16, 2 * Runtime.getRuntime().availableProcessors());

    /** So many elements are in work or waiting to be handed over. */
    private static final int AHEAD = 2 * THREADS;

    private OrderedWork() {}

    /** What is done with an element, on some thread. */
    interface Step<T, R> {
        R apply(T element) throws IOException;
    }

    /** Takes the results, on the calling thread. */
    interface Taker<T, R> {
        void take(T element, R result) throws IOException;
    }

    /** The first failure of a step or of the taker, in the list's order, ends the work. */
    static <T, R> void run(List<T> elements, Step<T, R> step, Taker<T, R> taker) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "gantry-data-decoder");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Deque<Future<R>> pending = new ArrayDeque<>();
            int submitted = 0;
            for (T element : elements) {
                while (submitted < elements.size() && pending.size() < AHEAD) {
                    T next = elements.get(submitted++);
                    pending.add(workers.submit(() -> step.apply(next)));
                }
                taker.take(element, result(pending.remove()));
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static <R> R result(Future<R> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("reading failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while data was read", e);
        }
    }
}
