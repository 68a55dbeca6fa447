package dev.gantry.benchmarks;

import dev.gantry.engine.train.Budget;
import dev.gantry.engine.train.Cadence;
import dev.gantry.engine.train.DivergenceException;
import dev.gantry.engine.train.Precision;
import dev.gantry.engine.train.SampleSource;
import dev.gantry.engine.train.TrainingPlan;
import dev.gantry.engine.train.TrainingResult;
import dev.gantry.engine.train.TrainingRun;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.recipe.Recipe;
import java.util.Optional;

/** Runs that nobody needs to hear of. */
final class UnwatchedRun {
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
            return Optional.of(TrainingRun.run(plan, source, new SilentObserver()));
        } catch (DivergenceException e) {
            return Optional.empty();
        }
    }
}
