package dev.gantry.benchmarks;

import dev.gantry.cli.stack.LocalStack;
import dev.gantry.engine.data.DataLimits;
import dev.gantry.engine.data.DatasetReader;
import dev.gantry.engine.data.DatasetSplit;
import dev.gantry.engine.data.LocalFiles;
import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.GeneratedSamples;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.metrics.FeatureClassifier;
import dev.gantry.engine.metrics.FrechetDistance;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.train.Precision;
import dev.gantry.engine.train.TrainingResult;
import dev.gantry.imaging.Conversion;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.family.SampleShape;
import dev.gantry.networks.recipe.Recipe;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/** Trains a small DCGAN by different recipes on the shipped pictures and measures what comes of it, always in the same way. */
final class RecipeTrials implements AutoCloseable {
    private static final int SAMPLES = 1000;
    private static final int WIDTH = 16;
    private static final int CLASSIFIER_EPOCHS = 4;
    private static final long DATA_SEED = 7;
    private static final double HELD_OUT = 0.2;

    private final Family family = Families.byName("dcgan");
    private final NetworkSpec spec;
    private final DatasetSplit data;
    private final FeatureClassifier classifier;
    private final FeatureMatrix heldOut;

    /**
     * What a recipe came to.
     *
     * @param frechet between its samples and held-out reals; empty when the run ended in numbers that are not finite
     * @param imagesPerSecond of training
     */
    record Outcome(OptionalDouble frechet, double imagesPerSecond) {}

    RecipeTrials(BenchContext context) throws IOException {
        NetworkSpec defaults = family.defaultSpec(new SampleShape.Images(1, 28));
        spec = new NetworkSpec(
                defaults.sample(), defaults.latentSize(), WIDTH, WIDTH, defaults.discriminatorNormalization());
        data = new DatasetReader(new Conversion(1, 28, 28), DataLimits.DEFAULT, 0)
                .read(new LocalFiles(context.installation().datasets().resolve(LocalStack.SHIPPED_DATASET)))
                .split(HELD_OUT, DATA_SEED);
        context.console().tell("Training the classifier whose features are the yardstick");
        classifier = FeatureClassifier.train(
                data.train(), CLASSIFIER_EPOCHS, DATA_SEED, ComputeDevice.best(), WorkProgress.UNHEARD);
        heldOut = classifier.features(data.heldOut(), data.heldOut().size(), WorkProgress.UNHEARD);
    }

    /** How the outcomes come about, for a report. */
    String protocol() {
        return "dcgan, 28x28 grey, width " + WIDTH + ", "
                + data.train().size()
                + " training pictures; samples of the averaged generator; Fréchet distance between " + SAMPLES
                + " samples and " + SAMPLES
                + " held-out reals in the features of a classifier trained for " + CLASSIFIER_EPOCHS
                + " epochs on the same training pictures";
    }

    /** The family's own recipe for these networks. */
    Recipe defaultRecipe() {
        return family.defaultRecipe(spec);
    }

    /** Fréchet distance between two sets of reals: what perfect samples would reach. */
    double floor() {
        return FrechetDistance.between(heldOut.slice(SAMPLES, 2 * SAMPLES), heldOut.slice(0, SAMPLES));
    }

    /**
     * Trains by a recipe.
     *
     * @param images real images that the recipe may show the discriminator
     */
    Outcome run(Recipe recipe, Precision precision, long images, long seed) {
        Optional<TrainingResult> trained = UnwatchedRun.of(family, spec, recipe, data.train(), images, precision, seed);
        return new Outcome(
                trained.map(result -> OptionalDouble.of(frechet(result, seed))).orElseGet(OptionalDouble::empty),
                trained.map(TrainingResult::imagesPerSecond).orElse(0.0));
    }

    private double frechet(TrainingResult trained, long seed) {
        FeatureMatrix samples = classifier.features(GeneratedSamples.draw(
                trained.last().generator(),
                SAMPLES,
                RandomStream.of(seed, "trial.latents"),
                ComputeDevice.best(),
                WorkProgress.UNHEARD));
        return FrechetDistance.between(samples, heldOut.slice(0, SAMPLES));
    }

    @Override
    public void close() {
        classifier.close();
    }
}
