package dev.gantry.benchmarks;

import dev.gantry.engine.state.RunState;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.train.Budget;
import dev.gantry.engine.train.Cadence;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.DivergenceException;
import dev.gantry.engine.train.Precision;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.engine.train.SampleSource;
import dev.gantry.engine.train.StopReason;
import dev.gantry.engine.train.TickReport;
import dev.gantry.engine.train.TrainingObserver;
import dev.gantry.engine.train.TrainingPlan;
import dev.gantry.engine.train.TrainingResult;
import dev.gantry.engine.train.TrainingRun;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.recipe.Recipe;
import java.util.Optional;
import java.util.function.Supplier;

/** Nobody needs to hear of these runs; the first number that is not finite ends one. */
final class UnwatchedRun implements TrainingObserver {
    private UnwatchedRun() {}

    /**
     * Trains a family's networks by a recipe for so many samples of a source.
     *
     * @return empty when the run ended in numbers that are not finite
     */
    static Optional<TrainingResult> of(
            Family family,
            NetworkSpec spec,
            Recipe recipe,
            SampleSource source,
            long samples,
            Precision precision,
            long seed) {
        TrainingPlan plan = new TrainingPlan(
                family.graphs(spec),
                recipe,
                Budget.ofImages(samples),
                new Cadence(samples, samples, samples, 2),
                seed,
                precision);
        try {
            return Optional.of(TrainingRun.run(plan, source, new UnwatchedRun()));
        } catch (DivergenceException e) {
            return Optional.empty();
        }
    }

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
