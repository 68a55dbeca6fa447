package dev.gantry.benchmarks;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.train.Precision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/** Whether training in bfloat16 costs quality, and what it gains in speed where the processor computes with it. */
final class PrecisionBench implements Benchmark {
    private static final long IMAGES = 16_000;
    private static final List<Long> SEEDS = List.of(7L, 8L, 9L);

    @Override
    public String name() {
        return "precision";
    }

    @Override
    public String summary() {
        return "bfloat16 against 32 bits on the same seeds: Fréchet distance and images/s";
    }

    @Override
    public Report run(BenchContext context) throws IOException {
        try (RecipeTrials trials = new RecipeTrials(context)) {
            Report.Builder report = Report.of(
                    name(),
                    trials.protocol() + "; the family's recipe for " + IMAGES
                            + " images; a difference counts beyond the range of the seeds");
            SEEDS.forEach(report::seed);
            Series exact = new Series();
            Series rounded = new Series();
            for (long seed : SEEDS) {
                exact.add(trials.run(trials.defaultRecipe(), Precision.FP32, IMAGES, seed));
                rounded.add(trials.run(trials.defaultRecipe(), Precision.BF16, IMAGES, seed));
                context.console().tell("Seed " + seed + ": fp32 " + exact.last() + ", bf16 " + rounded.last());
            }
            boolean fast = ComputeDevice.best().hasFastBfloat16();
            double range = exact.frechet.getMax() - exact.frechet.getMin();
            return report.figure("frechetFp32", exact.distances)
                    .figure("frechetBf16", rounded.distances)
                    .figure("imagesPerSecondFp32", exact.speed.getAverage())
                    .figure("imagesPerSecondBf16", rounded.speed.getAverage())
                    .figure(
                            "speedup",
                            fast
                                    ? rounded.speed.getAverage() / exact.speed.getAverage()
                                    : "not applicable: this processor, or the libtorch on it, only emulates bfloat16, so that "
                                            + "precision auto means fp32 here")
                    .bar(Bar.atMost(
                            "mean Fréchet distance of bf16 above that of fp32, in ranges of the seeds",
                            (rounded.frechet.getAverage() - exact.frechet.getAverage()) / range,
                            1))
                    .build();
        }
    }

    /** The outcomes of one precision. */
    private static final class Series {
        private final List<Double> distances = new ArrayList<>();
        private final DoubleSummaryStatistics frechet = new DoubleSummaryStatistics();
        private final DoubleSummaryStatistics speed = new DoubleSummaryStatistics();

        void add(RecipeTrials.Outcome outcome) {
            double distance = outcome.frechet().orElse(Double.POSITIVE_INFINITY);
            distances.add(distance);
            frechet.accept(distance);
            speed.accept(outcome.imagesPerSecond());
        }

        double last() {
            return distances.get(distances.size() - 1);
        }
    }
}
