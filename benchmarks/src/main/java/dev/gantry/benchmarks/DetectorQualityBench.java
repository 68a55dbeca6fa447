package dev.gantry.benchmarks;

import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.engine.metrics.SampleQuality;
import dev.gantry.imaging.Picture;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether the detectors tell samples from real pictures that no job ever got: each family's own, every other family's, and all of
 * them without the own one.
 */
final class DetectorQualityBench implements Benchmark {
    /** Real pictures that no job gets: six are expected above the threshold of the strictest rate. */
    private static final int KEPT_BACK = 3000;

    /** Of the 7,000 others; their calibration share, 840 pictures, holds the strictest rate. */
    private static final double HELD_OUT = 0.4;

    private static final int SAMPLES = 1000;
    private static final long SEED = 7;
    private static final Map<String, Long> IMAGES = images();

    private static Map<String, Long> images() {
        Map<String, Long> images = new LinkedHashMap<>();
        images.put("mlp", 200_000L);
        images.put("dcgan", 60_000L);
        images.put("wgan-gp", 150_000L);
        images.put("r3gan", 60_000L);
        return images;
    }

    @Override
    public String name() {
        return "detector-quality";
    }

    @Override
    public String summary() {
        return "AUC, true and false positives of each family's detector, plain and as JPEG, and on other generators";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        Report.Builder report = Report.of(
                        name(),
                        "a job for each family of pictures, one after the other, on a fresh local platform, 28x28 grey, default"
                                + " recipes, the images of each below; of the 10,000 shipped Fashion-MNIST pictures the last "
                                + KEPT_BACK + " are kept back from the jobs, which hold " + HELD_OUT
                                + " of the others out for their detectors; the " + KEPT_BACK + " and " + SAMPLES
                                + " samples of each family, of seeds that were not used before, go to POST"
                                + " /v1/detections/frames, both encoded by one encoder, as PNG and as JPEG 75; positive: the score is"
                                + " above the detector's own threshold; without own: above that of one of the others at a third of the"
                                + " rate; Fréchet distance between " + SAMPLES + " samples and " + SAMPLES
                                + " of the kept-back, in the features of a classifier trained for "
                                + ShippedYardstick.CLASSIFIER_EPOCHS
                                + " epochs on what the jobs got; metadata: half of the files teach"
                                + " how often a container and a size are a sample's, the other half is judged")
                .seed(SEED)
                .figure("reals", KEPT_BACK)
                .figure("samplesOfEach", SAMPLES);
        Map<String, List<Picture>> samples = new LinkedHashMap<>();
        try (FamilyModels models = FamilyModels.train(context, IMAGES, KEPT_BACK, HELD_OUT, SEED)) {
            try (ShippedYardstick yardstick = ShippedYardstick.train(context, KEPT_BACK, SAMPLES, SEED)) {
                for (FamilyModels.Trained model : models.trained()) {
                    List<Picture> some = models.samples(model, SAMPLES, SEED + 1_000_000);
                    report.figure("training of " + model.family(), training(model.end(), yardstick.measure(some)));
                    samples.put(model.family(), some);
                }
            }
            DetectorPanel panel = new DetectorPanel(models.client(), List.copyOf(samples.keySet()));
            for (Condition condition : Condition.values()) {
                measure(context, report, condition, panel, models.keptBack(), samples);
            }
        }
        return report.build();
    }

    private static Map<String, Object> training(TrainingEvent.Completed end, SampleQuality quality) {
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("images", end.step());
        training.put("imagesPerSecond", end.imagesPerSecond());
        training.put("secondsWithDetector", end.seconds());
        training.put("frechet", quality.distances().frechet().orElseThrow());
        return training;
    }

    private static void measure(
            BenchContext context,
            Report.Builder report,
            Condition condition,
            DetectorPanel panel,
            List<Picture> keptBack,
            Map<String, List<Picture>> samples)
            throws InterruptedException {
        String name = condition.name().toLowerCase(Locale.ROOT);
        context.console().tell("Judging pictures, " + name);
        List<byte[]> realFiles = keptBack.stream().map(condition::encode).toList();
        Opinions reals = panel.judge(realFiles, DetectorTables.RATE);
        Map<String, Opinions> synthetics = new LinkedHashMap<>();
        for (Map.Entry<String, List<Picture>> family : samples.entrySet()) {
            List<byte[]> files =
                    family.getValue().stream().map(condition::encode).toList();
            synthetics.put(family.getKey(), panel.judge(files, DetectorTables.RATE));
            tellMetadata(report, name, family.getKey(), MetadataTrial.of(realFiles, files));
        }
        tell(report, name, new DetectorTables(reals, synthetics));
    }

    private static void tellMetadata(Report.Builder report, String condition, String family, MetadataTrial trial) {
        report.figure("metadata " + family + " " + condition, trial.figures())
                .bar(Bar.atMost(family + " " + condition + " AUC of the container alone", trial.containerArea(), 0.6))
                .bar(Bar.atMost(family + " " + condition + " AUC of container and file size", trial.area(), 0.6));
    }

    private static void tell(Report.Builder report, String condition, DetectorTables tables) {
        for (String family : tables.samples().keySet()) {
            report.figure("false positives of " + family + " " + condition, tables.falsePositives(family))
                    .bar(Bar.atLeast(family + " " + condition + " AUC", tables.area(family, family), 0.98))
                    .bar(Bar.atLeast(
                            family + " " + condition + " true positive rate at 1 %",
                            tables.truePositiveRate(family, family),
                            0.7));
        }
        for (double rate : DetectionRequest.FALSE_POSITIVE_RATES) {
            report.bar(Bar.atMost(
                    "worst detector's false positive rate at " + rate + " " + condition,
                    tables.worstFalsePositiveRate(rate),
                    2 * rate));
        }
        report.figure("AUC by generator and detector " + condition, tables.areas())
                .figure("true positive rate by generator and detector " + condition, tables.truePositiveRates())
                .figure("without own detector " + condition, tables.withoutOwn())
                .figure("found by all detectors " + condition, tables.foundByAll());
    }
}
