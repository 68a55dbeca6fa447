package dev.gantry.engine.train;

import dev.gantry.engine.state.RunState;
import dev.gantry.engine.state.StateVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps what it hears and asks to stop after a number of rounds. */
class RecordingObserver implements TrainingObserver {
    final List<TickReport> ticks = new ArrayList<>();
    final List<Long> measurements = new ArrayList<>();
    final List<Checkpoint> checkpoints = new ArrayList<>();
    final List<RunState> snapshots = new ArrayList<>();
    private int roundsLeft;

    RecordingObserver(int rounds) {
        roundsLeft = rounds;
    }

    RecordingObserver() {
        this(Integer.MAX_VALUE);
    }

    @Override
    public void onTick(TickReport report) {
        ticks.add(report);
    }

    @Override
    public boolean onMeasurementDue(long images, Supplier<RoleSnapshot> generator) {
        return measurements.add(images);
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {
        checkpoints.add(checkpoint);
    }

    @Override
    public void onSnapshot(RunState state) {
        snapshots.add(state);
    }

    @Override
    public boolean snapshotWanted() {
        return false;
    }

    @Override
    public boolean onDivergence(DivergenceException cause, long images, int rollbacks) {
        return false;
    }

    @Override
    public Optional<StopReason> stopRequested() {
        return --roundsLeft <= 0 ? Optional.of(StopReason.REQUESTED) : Optional.empty();
    }

    @Override
    public void visitState(StateVisitor visitor) {}
}
