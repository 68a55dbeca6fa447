package dev.gantry.serving.catalog;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What the loader should look at next. */
final class Agenda {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<String> hinted = new HashSet<>();
    private boolean closed;

    /** Something may have changed about the model; naming it twice is naming it once. */
    void hint(String model) {
        lock.lock();
        try {
            hinted.add(model);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for hints, the time to pass or {@link #close}, and takes the hinted models. */
    Set<String> await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (hinted.isEmpty() && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            Set<String> taken = Set.copyOf(hinted);
            hinted.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
