package dev.gantry.engine.train;

/**
 * Hears of a run's progress and may end it. All methods are called on the training thread, which waits for them; an
 * exception from one ends the run and reaches the caller.
 */
public interface TrainingObserver {
    /** A tick has passed. */
    void onTick(TickReport report);

    /** A checkpoint is due. */
    void onCheckpoint(Checkpoint checkpoint);

    /** Asked before every step, so it must be cheap; the run ends after the step in progress. */
    boolean stopRequested();
}
