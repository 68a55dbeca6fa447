package dev.gantry.engine.train;

import dev.gantry.engine.runtime.NativeClock;
import java.time.Duration;

/** Times a whole run, and the training within each tick without the maintenance around it. */
final class TickTimer {
    private final NativeClock clock;
    private final long runStart = System.nanoTime();
    private long resumedAt = runStart;
    private long nativeAtResume;
    private long trainingNanos;
    private long nativeNanos;

    /** A tick's training time. */
    record Interval(double seconds, double outsideNativeShare) {}

    /** Starts timing, as resumed. */
    TickTimer(NativeClock clock) {
        this.clock = clock;
        nativeAtResume = clock.nanos();
    }

    /** Maintenance begins. */
    void pause() {
        trainingNanos += System.nanoTime() - resumedAt;
        nativeNanos += clock.nanos() - nativeAtResume;
    }

    /** Training goes on. */
    void resume() {
        resumedAt = System.nanoTime();
        nativeAtResume = clock.nanos();
    }

    /** The training time since the last call, up to the last pause. */
    Interval take() {
        Interval interval = new Interval(trainingNanos / 1e9, 1 - (double) nativeNanos / trainingNanos);
        trainingNanos = 0;
        nativeNanos = 0;
        return interval;
    }

    /** Wall-clock time since the run began. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - runStart);
    }
}
