package dev.gantry.engine.train;

import dev.gantry.engine.runtime.NativeClock;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import java.time.Duration;

/** Times a whole run, and the training within each tick without the maintenance around it. */
final class TickTimer implements Stateful {
    private final NativeClock clock;
    private long earlierNanos;
    private long runStart = System.nanoTime();
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

    /** Wall-clock time since the run began, pauses between two processes left out. */
    Duration elapsed() {
        return Duration.ofNanos(elapsedNanos());
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.position("elapsedNanos", this::elapsedNanos, nanos -> {
            earlierNanos = nanos;
            runStart = System.nanoTime();
        });
        visitor.number("trainingNanos", () -> trainingNanos, nanos -> trainingNanos = nanos);
        visitor.number("nativeNanos", () -> nativeNanos, nanos -> nativeNanos = nanos);
    }

    private long elapsedNanos() {
        return earlierNanos + System.nanoTime() - runStart;
    }
}
