package dev.gantry.benchmarks;

import dev.gantry.engine.data.PointDataset;
import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.GeneratedSamples;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.metrics.ModeCoverage;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.train.Precision;
import dev.gantry.engine.train.TrainingResult;
import dev.gantry.imaging.Picture;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.family.SampleShape;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Trains the r3gan family's networks on points of a mixture and counts the modes that they make. */
final class MixtureTrials implements AutoCloseable {
    private static final int TRAINING_POINTS = 100_000;
    private static final int SAMPLES = 2_500;
    private static final long SEEN = 1_500_000;
    private static final long DATA_SEED = 7;

    private final Mixture mixture;
    private final PointDataset data;
    private final Family family = Families.byName("r3gan");
    private final NetworkSpec spec = family.defaultSpec(new SampleShape.Points(2));

    /**
     * What a recipe came to.
     *
     * @param plot            the samples over the data
     * @param pointsPerSecond of training
     */
    record Outcome(ModeCoverage coverage, Picture plot, double pointsPerSecond) {}

    /** @param folder for the points */
    MixtureTrials(Mixture mixture, Path folder) throws IOException {
        this.mixture = mixture;
        data = mixture.draw(TRAINING_POINTS, DATA_SEED, folder);
    }

    /** How the outcomes come about, for a report. */
    static String protocol() {
        return "mixtures as in PacGAN: ring of 8 Gaussians of deviation 0.01 on the unit circle, grid of 25 of deviation 0.05 at"
                + " distances of 2; " + TRAINING_POINTS + " points of each; r3gan's networks for points, " + SEEN
                + " points seen, 32 bits; " + SAMPLES
                + " samples of the averaged generator, good within three deviations of the nearest mode; a mode is covered"
                + " by one good sample";
    }

    /** Name of the mixture. */
    String name() {
        return mixture.name();
    }

    /** Number of modes. */
    int modes() {
        return mixture.centres().size();
    }

    /**
     * Trains by the family's recipe for points, for another game.
     *
     * @return empty when the run ended in numbers that are not finite
     */
    Optional<Outcome> run(AdversarialLoss loss, long seed) {
        Recipe usual = family.defaultRecipe(spec);
        return UnwatchedRun.of(family, spec, usual.with(loss, usual.regularizers()), data, SEEN, Precision.FP32, seed)
                .map(result -> outcome(result, seed));
    }

    private Outcome outcome(TrainingResult trained, long seed) {
        FeatureMatrix samples = GeneratedSamples.draw(
                trained.last().generator(),
                SAMPLES,
                RandomStream.of(seed, "trial.latents"),
                ComputeDevice.best(),
                WorkProgress.UNHEARD);
        return new Outcome(
                mixture.modes(data.scale()).coverage(samples), data.show(samples.values()), trained.imagesPerSecond());
    }

    @Override
    public void close() {
        data.close();
    }
}
