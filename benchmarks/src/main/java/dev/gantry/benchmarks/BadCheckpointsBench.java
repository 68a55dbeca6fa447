package dev.gantry.benchmarks;

import java.io.IOException;

/** Publishes one bad version after the other under constant sampling load, repairs each, and takes the object store away. */
final class BadCheckpointsBench implements Benchmark {
    private static final String NAME = "bad-checkpoints";
    private static final int CLIENTS = 2;
    private static final int SAMPLES = 4;
    private static final long SEED = 11;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return BadVersion.all().size()
                + " kinds of bad versions, lost and doubled events, a store that is away: the live"
                + " version serves on, and what is repaired becomes live";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        StampedModel model = new StampedModel("stamped", SEED);
        try (BenchStack bench = BenchStack.start(context);
                StampedPublisher publisher = new StampedPublisher(model, bench.stack(), context.work());
                SamplingLoad load = new SamplingLoad(bench.client(), model.name(), SAMPLES)) {
            publisher.publish(1);
            bench.awaitVersion(model.name(), 1);
            load.start(CLIENTS);
            InferenceClient server = new InferenceClient(bench.stack().service("inference"), model.name());
            BadCheckpointTrial trial = new BadCheckpointTrial(context, bench, publisher, load, server);
            for (BadVersion kind : BadVersion.all()) {
                trial.badVersion(kind);
            }
            trial.lostEvent();
            trial.duplicateEvents();
            trial.outage();
            return report(trial, load.stop());
        }
    }

    private static Report report(BadCheckpointTrial trial, SamplingLoad.Tally tally) {
        Report.Builder report = Report.of(
                        NAME,
                        "While " + CLIENTS + " clients of a fresh local stack ask for " + SAMPLES
                                + " samples a request without a pause, versions of a DCGAN generator (28x28, width 32)"
                                + " are stored badly, pointed at by the alias and announced, one kind after the other."
                                + " A kind is caught when the inference service sets the version aside for the right"
                                + " reason and the version before is still the live one; it is healed when the right"
                                + " objects, put in their place, become live without an event. Then: a version without"
                                + " an event, " + BadCheckpointTrial.DUPLICATES
                                + " more events of a live version, and the S3 server away for "
                                + BadCheckpointTrial.OUTAGE.toSeconds() + " s, with a version published right after.")
                .seed(SEED)
                .figure("requests", tally.requests())
                .figure("firstFailure", tally.firstFailure());
        trial.tell(report);
        return report.bar(Bar.exactly("failed requests", tally.failed(), 0))
                .bar(Bar.exactly("answers that mix versions", tally.mixed(), 0))
                .bar(Bar.exactly("answers by an older version than had answered before", tally.backwards(), 0))
                .build();
    }
}
