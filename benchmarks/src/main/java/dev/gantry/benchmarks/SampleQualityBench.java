package dev.gantry.benchmarks;

import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.GeneratedSamples;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.metrics.SampleQuality;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.imaging.Picture;
import dev.gantry.networks.Role;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.SampleShape;
import dev.gantry.networks.graph.Graph;
import java.io.IOException;
import java.util.List;

/** How good the demo's samples are, beside an untrained generator's and beside real pictures. */
final class SampleQualityBench implements Benchmark {
    private static final int SAMPLES = 1000;
    private static final int KEPT_BACK = 2 * SAMPLES;
    private static final long SEED = 7;

    @Override
    public String name() {
        return "sample-quality";
    }

    @Override
    public String summary() {
        return "Fréchet distance, memorization and classes of the demo model's samples";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        Report.Builder report = Report.of(
                        name(),
                        DemoModel.protocol(KEPT_BACK) + "; features: a small classifier trained for "
                                + ShippedYardstick.CLASSIFIER_EPOCHS
                                + " epochs on the pictures that the job got, and their labels; Fréchet distances between "
                                + SAMPLES + " samples or reals and " + SAMPLES + " kept-back reals")
                .seed(SEED);
        List<Picture> samples;
        try (DemoModel model = DemoModel.train(context, KEPT_BACK, SEED)) {
            samples = model.samples(SAMPLES, SEED);
            report.figure("trainingImages", model.end().step())
                    .figure("imagesPerSecond", model.end().imagesPerSecond())
                    .figure("secondsWithDetector", model.end().seconds());
        }
        try (ShippedYardstick yardstick = ShippedYardstick.train(context, KEPT_BACK, SAMPLES, SEED)) {
            SampleQuality trained = yardstick.measure(samples);
            SampleQuality untrained = yardstick.measure(untrainedSamples());
            return report.figure("classifierAccuracyOnKeptBack", yardstick.classifierAccuracy())
                    .figure("frechet", frechet(trained.distances()))
                    .figure("frechetUntrained", frechet(untrained.distances()))
                    .figure("frechetRealVsReal", frechet(trained.floor()))
                    .figure("frechetOverRealVsReal", trained.ratioToFloor())
                    .figure(
                            "nearestTrainingPictureMedianSamples",
                            trained.memorization().sampleMedian())
                    .figure(
                            "nearestTrainingPictureMedianKeptBack",
                            trained.memorization().heldOutMedian())
                    .figure(
                            "shareNearerThan99PercentOfKeptBack",
                            trained.memorization().closeShare())
                    .figure("samplesByClass", trained.classCounts().orElseThrow())
                    .bar(Bar.atLeast(
                            "untrained over trained Fréchet distance",
                            frechet(untrained.distances()) / frechet(trained.distances()),
                            10))
                    .bar(Bar.atLeast(
                            "nearest-neighbour distance, samples over kept-back reals",
                            trained.memorization().ratio(),
                            0.8))
                    .bar(Bar.atMost(
                            "share of samples suspiciously close to a training picture",
                            trained.memorization().closeShare(),
                            0.03))
                    .bar(Bar.atLeast("classes present", trained.coveredClasses(), 10))
                    .build();
        }
    }

    private static double frechet(SampleQuality.Distances distances) {
        return distances.frechet().orElseThrow();
    }

    private static FeatureMatrix untrainedSamples() {
        Family family = Families.byName("dcgan");
        Graph generator = family.graph(Role.GENERATOR, family.defaultSpec(new SampleShape.Images(1, 28)));
        try (ParameterSet parameters = ParameterSet.initialize(generator, SEED, "untrained", ComputeDevice.best())) {
            return GeneratedSamples.draw(
                    new RoleSnapshot(Role.GENERATOR, generator, parameters.toMap()),
                    SAMPLES,
                    RandomStream.of(SEED, "untrained.latent"),
                    ComputeDevice.best(),
                    WorkProgress.UNHEARD);
        }
    }
}
