package dev.gantry.benchmarks;

import dev.gantry.contracts.training.TrainingEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Sends what is meant to harm through the gateway, kind after kind, and looks whether anybody minds. */
final class HostileInputsBench implements Benchmark {
    private static final String NAME = "hostile-inputs";
    private static final String MODEL = "target";
    private static final String REQUEST = """
            {"jobId":"target","model":"target","data":{"uri":"file:fashion-mnist"},"budget":{"images":2048},
             "network":{"latent":64,"generatorWidth":4,"discriminatorWidth":4},"tickImages":1024,"checkpointImages":1024}
            """;
    private static final Duration TRAINING_LIMIT = Duration.ofMinutes(10);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return HostileInput.all(MODEL).size() + " kinds of hostile requests: each is refused with its reason at once,"
                + " and nothing is the worse for it";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        try (BenchStack bench = BenchStack.start(context);
                JobWatch jobs = new JobWatch(bench.stack())) {
            jobs.send(REQUEST);
            TrainingEvent.Completed trained = jobs.await(MODEL, TrainingEvent.Completed.class, TRAINING_LIMIT);
            bench.awaitVersion(MODEL, trained.version());
            HostileTrial trial = new HostileTrial(context, bench, MODEL);
            trial.awaitDetector();
            trial.run();
            Report.Builder report = Report.of(NAME, protocol());
            trial.tell(report);
            return report.build();
        }
    }

    private static String protocol() {
        List<HostileInput> inputs = HostileInput.all(MODEL);
        long refusals = inputs.stream()
                .filter(input -> input.answer() == HostileInput.Answer.REFUSED)
                .count();
        return "A tiny DCGAN with its detector is trained and served by a fresh local stack. Each kind is sent to the gateway "
                + HostileTrial.REPEATS
                + " times, the last time without a length, and must be answered rightly each time: "
                + refusals + " with 4xx and a reason in problem details or the protocol's form, "
                + (inputs.size() - refusals)
                + " pictures with something packed beside them with a verdict. Its time is the median until the whole"
                + " answer is there. After each kind every service must say that it is ready, and a sample and a verdict"
                + " must be had. Memory is the resident set of each service after all, less before.";
    }
}
