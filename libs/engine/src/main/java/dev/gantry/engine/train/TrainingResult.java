package dev.gantry.engine.train;

import java.time.Duration;

/**
 * How a run ended.
 *
 * @param reason why it ended
 * @param last the final state
 * @param elapsed wall-clock time, that of the processes that the run has gone through before included
 */
public record TrainingResult(StopReason reason, Checkpoint last, Duration elapsed) {
    /** Images per second over the whole run, maintenance included. */
    public double imagesPerSecond() {
        return last.images() / (elapsed.toNanos() / 1e9);
    }
}
