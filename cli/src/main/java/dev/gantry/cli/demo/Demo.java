package dev.gantry.cli.demo;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.Samples;
import dev.gantry.cli.console.TrainingProgress;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What happens between the start of the stack and its end. */
final class Demo {
    private static final int GROWTH_SAMPLES = 10;
    private static final int GRID_SAMPLES = 60;
    private static final Duration SERVE_LIMIT = Duration.ofMinutes(1);

    private final LocalStack stack;
    private final HeldOut data;
    private final DemoOutput output;
    private final Phases phases;
    private final TrainingProgress progress;

    Demo(LocalStack stack, HeldOut data, DemoOutput output, Phases phases, TrainingProgress progress) {
        this.stack = stack;
        this.data = data;
        this.output = output;
        this.phases = phases;
        this.progress = progress;
    }

    /**
     * Trains, samples meanwhile, judges and writes.
     *
     * @param minutes wall-clock limit of the training
     */
    DemoResults run(long images, double minutes, long seed) throws IOException, InterruptedException {
        GatewayClient client =
                new GatewayClient(stack.gateway(), stack.directory().secrets().apiKey());
        data.upload(stack.store());
        phases.end("upload");

        List<DemoResults.ServedVersion> published = new ArrayList<>();
        TrainingEvent.Completed end;
        LiveSampler.Observation seen;
        try (LiveSampler sampler = new LiveSampler(client, DemoJob.MODEL, GROWTH_SAMPLES, seed, progress::note)) {
            sampler.start();
            end = new DemoJob(stack).run(DemoJob.request(data.uri(), images, minutes, seed), progress, event -> {
                if (event instanceof TrainingEvent.Published version) {
                    published.add(new DemoResults.ServedVersion(version.version(), version.step()));
                }
            });
            phases.end("training and fitting the detector");
            sampler.awaitVersion(end.version(), SERVE_LIMIT);
            seen = sampler.stop();
        }

        Samples grid =
                Samples.draw(client, DemoJob.MODEL, GRID_SAMPLES, OptionalLong.of(seed), OptionalInt.of(end.version()));
        List<Judged> judged = judge(client, end.version(), seed + 1);
        phases.end("sampling and judging");

        published.removeIf(version -> !seen.byVersion().containsKey(version.version()));
        DemoResults results = new DemoResults(
                DemoJob.MODEL,
                end.version(),
                seed,
                data.training(),
                end.step(),
                end.imagesPerSecond(),
                seen.requests(),
                published,
                Rates.of(judged),
                phases.seconds());
        output.samples(grid.pictures());
        output.growth(seen.byVersion());
        output.verdicts(judged);
        output.results(results);
        return results;
    }

    /** As many generated pictures as held-out real ones, from a seed that was not looked at before. */
    private List<Judged> judge(GatewayClient client, int version, long seed) throws InterruptedException {
        List<Picture> real = data.pictures();
        Samples generated =
                Samples.draw(client, DemoJob.MODEL, real.size(), OptionalLong.of(seed), OptionalInt.of(version));
        Jury jury = new Jury(client, DemoJob.MODEL, PictureEncoder::png);
        jury.awaitVersion(version, real.get(0), SERVE_LIMIT);
        progress.note("Asking the detector about " + real.size() + " real and " + real.size() + " generated pictures");
        List<Judged> judged = new ArrayList<>(jury.judge(false, real));
        judged.addAll(jury.judge(true, generated.pictures()));
        return judged;
    }
}
