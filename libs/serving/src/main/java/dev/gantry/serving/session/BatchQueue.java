package dev.gantry.serving.session;

import dev.gantry.contracts.Priority;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * What waits for a model's thread, put together into runs. The most urgent requests come first; among equals a request that does
 * not fit into one run goes behind the others, so that a long one does not hold up short ones. Once closed the queue takes
 * nothing more and still gives out what it holds.
 */
final class BatchQueue {
    /** What became of an offer. */
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Most urgent first. */
    private final Map<Priority, Deque<Inference>> waiting = new TreeMap<>(Comparator.reverseOrder());

    private final BatchBuckets buckets;
    private final int capacity;
    private final long maxDelayNanos;
    private boolean closed;

    BatchQueue(SessionSettings settings) {
        buckets = settings.buckets();
        capacity = settings.queueCapacity();
        maxDelayNanos = settings.maxDelay().toNanos();
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new ArrayDeque<>());
        }
    }

    Offer offer(Inference request) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (all().count() >= capacity) {
                return Offer.FULL;
            }
            queue(request).add(request);
            changed.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for work; empty once the queue is closed and nothing waits. */
    Optional<Batch> take() {
        lock.lock();
        try {
            while (!closed && all().findAny().isEmpty()) {
                changed.awaitUninterruptibly();
            }
            if (maxDelayNanos > 0) {
                awaitCompany();
            }
            return all().findAny().isEmpty() ? Optional.empty() : Optional.of(next());
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the first request as long as it may be kept for a full run. */
    private void awaitCompany() {
        try {
            long waited = all().mapToLong(Inference::ageNanos).max().orElse(0);
            long left = maxDelayNanos - waited;
            while (!closed && left > 0 && all().noneMatch(BatchQueue::isAlone) && sharedRows() < buckets.largest()) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Batch next() {
        List<Inference> over = all().filter(Inference::isOver).toList();
        waiting.values().forEach(queue -> queue.removeAll(over));
        Optional<Inference> first = all().findFirst();
        if (first.isEmpty()) {
            return new Batch(List.of(), 0, over);
        }
        return isAlone(first.get()) ? alone(first.get(), over) : shared(over);
    }

    private Batch alone(Inference request, List<Inference> over) {
        int bucket = buckets.fixed();
        Deque<Inference> queue = queue(request);
        queue.remove(request);
        Batch.Part part = request.assign(Math.min(bucket, request.unassigned()), 0);
        if (request.unassigned() > 0) {
            queue.add(request);
        }
        return new Batch(List.of(part), bucket, over);
    }

    private Batch shared(List<Inference> over) {
        int bucket = buckets.best(sharedRows());
        List<Batch.Part> parts = new ArrayList<>();
        int filled = 0;
        for (Deque<Inference> queue : waiting.values()) {
            List<Inference> unfinished = new ArrayList<>();
            for (Iterator<Inference> requests = queue.iterator(); requests.hasNext() && filled < bucket; ) {
                Inference request = requests.next();
                if (isAlone(request)) {
                    continue;
                }
                requests.remove();
                Batch.Part part = request.assign(Math.min(bucket - filled, request.unassigned()), filled);
                parts.add(part);
                filled += part.rows();
                if (request.unassigned() > 0) {
                    unfinished.add(request);
                }
            }
            queue.addAll(unfinished);
        }
        return new Batch(List.copyOf(parts), bucket, over);
    }

    private int sharedRows() {
        return all().filter(request -> !isAlone(request))
                .mapToInt(Inference::unassigned)
                .sum();
    }

    private Stream<Inference> all() {
        return waiting.values().stream().flatMap(Collection::stream);
    }

    private Deque<Inference> queue(Inference request) {
        Deque<Inference> queue = waiting.get(request.options().priority());
        if (queue == null) {
            throw new IllegalArgumentException("no queue for " + request.options());
        }
        return queue;
    }

    private static boolean isAlone(Inference request) {
        return request.options().deterministic();
    }
}
