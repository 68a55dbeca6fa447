package dev.gantry.engine.train;

import dev.gantry.engine.state.RunState;
import dev.gantry.engine.state.Stateful;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Hears of a run's progress and may end it. All methods are called on the training thread, which waits for them; an
 * exception from one ends the run and reaches the caller.
 *
 * <p>What an observer remembers from one call to the next is part of the run's state.
 */
public interface TrainingObserver extends Stateful {
    /** A tick has passed. */
    void onTick(TickReport report);

    /**
     * The averaged generator should be measured. Comes after the tick and before the checkpoint of the same step.
     *
     * @param images real images seen
     * @param generator takes the snapshot when it is asked for
     * @return whether it is done with; if it was given up, the run is stopped where it was before the tick, so that a run which goes
     *     on from there measures what an unbroken one has measured
     */
    boolean onMeasurementDue(long images, Supplier<RoleSnapshot> generator);

    /** A checkpoint is due; the last one is the {@link TrainingResult}'s and does not come here. */
    void onCheckpoint(Checkpoint checkpoint);

    /** A state that the run can go on from: when one is due or wanted, when the run ends or is stopped, and after a rollback. */
    void onSnapshot(RunState state);

    /** Asked after every round: whether a state is wanted although none is due; it must be cheap. */
    boolean snapshotWanted();

    /**
     * The run became NaN or infinite and is back at an earlier state.
     *
     * @param images real images seen in that state
     * @param rollbacks times that this has happened, from 1
     * @return whether to go on; if not, the run ends with the exception, after a checkpoint of that state
     */
    boolean onDivergence(DivergenceException cause, long images, int rollbacks);

    /** Asked after every round, and when a run that was stopped goes on; it must be cheap. A reason ends the run. */
    Optional<StopReason> stopRequested();
}
