package dev.gantry.benchmarks;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.demo.DemoJob;
import dev.gantry.cli.demo.Judged;
import dev.gantry.cli.demo.Jury;
import dev.gantry.cli.demo.Rates;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Whether the detector service tells the demo model's samples from real pictures that the job never got. */
final class DetectorQualityBench implements Benchmark {
    private static final int PICTURES = 1000;
    private static final int JPEG_QUALITY = 75;
    private static final double TARGET_RATE = 0.01;
    private static final long SEED = 7;
    private static final Duration SERVE_LIMIT = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "detector-quality";
    }

    @Override
    public String summary() {
        return "AUC, true and false positives of the demo model's detector, plain and as JPEG";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        Report.Builder report = Report.of(
                        name(),
                        DemoModel.protocol(PICTURES) + "; " + PICTURES + " of these and " + PICTURES
                                + " samples of a seed that was not used before go to POST /v1/detections, both encoded by one"
                                + " encoder, as PNG and as JPEG " + JPEG_QUALITY
                                + "; positive: LIKELY_SYNTHETIC at the 1 % threshold of the manifest")
                .seed(SEED);
        try (DemoModel model = DemoModel.train(context, PICTURES, SEED)) {
            List<Picture> samples = model.samples(PICTURES, SEED + 1_000_000);
            new Jury(model.client(), DemoJob.MODEL, PictureEncoder::png)
                    .awaitVersion(model.end().version(), samples.get(0), SERVE_LIMIT);
            measure(report, "plain", model.client(), model.keptBack(), samples, PictureEncoder::png, context);
            measure(
                    report,
                    "jpeg" + JPEG_QUALITY,
                    model.client(),
                    model.keptBack(),
                    samples,
                    picture -> PictureEncoder.jpeg(picture, JPEG_QUALITY),
                    context);
        }
        return report.build();
    }

    private static void measure(
            Report.Builder report,
            String condition,
            GatewayClient client,
            List<Picture> reals,
            List<Picture> samples,
            Function<Picture, byte[]> encoding,
            BenchContext context)
            throws InterruptedException {
        context.console().tell("Judging " + (reals.size() + samples.size()) + " pictures, " + condition);
        Jury jury = new Jury(client, DemoJob.MODEL, encoding);
        List<Judged> judged = new ArrayList<>(jury.judge(false, reals));
        judged.addAll(jury.judge(true, samples));
        Rates rates = Rates.of(judged);
        report.figure(condition, rates)
                .bar(Bar.atLeast(condition + " AUC", rates.areaUnderCurve(), 0.98))
                .bar(Bar.atLeast(condition + " true positive rate", rates.truePositiveRate(), 0.7))
                .bar(Bar.atMost(condition + " false positive rate", rates.falsePositiveRate(), 2 * TARGET_RATE));
    }
}
