package dev.gantry.benchmarks;

import dev.gantry.engine.state.RunState;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.DivergenceException;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.engine.train.StopReason;
import dev.gantry.engine.train.TickReport;
import dev.gantry.engine.train.TrainingObserver;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets a run go its way and keeps nothing; the first number that is not finite ends it. */
class SilentObserver implements TrainingObserver {
    @Override
    public void onTick(TickReport report) {}

    @Override
    public boolean onMeasurementDue(long seen, Supplier<RoleSnapshot> generator) {
        return true;
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {}

    @Override
    public void onSnapshot(RunState state) {}

    @Override
    public boolean snapshotWanted() {
        return false;
    }

    @Override
    public boolean onDivergence(DivergenceException cause, long imagesSeen, int rollbacks) {
        return false;
    }

    @Override
    public void visitState(StateVisitor visitor) {}

    @Override
    public Optional<StopReason> stopRequested() {
        return Optional.empty();
    }
}
