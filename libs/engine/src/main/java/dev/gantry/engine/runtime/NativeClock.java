package dev.gantry.engine.runtime;

import java.util.function.Supplier;

/** Adds up the time that one thread spends inside native kernels. */
public final class NativeClock {
    private long nanos;

    /** Runs native work and counts its time. */
    public <T> T time(Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            nanos += System.nanoTime() - start;
        }
    }

    /** Runs native work and counts its time. */
    public void run(Runnable work) {
        time(() -> {
            work.run();
            return true;
        });
    }

    /** Nanoseconds counted so far. */
    public long nanos() {
        return nanos;
    }
}
