package dev.gantry.benchmarks;

import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        return kinds(HostileKeys.generate(), SigningKey.generate()).size()
                + " kinds of hostile requests: each is refused with its reason at once,"
                + " and nothing is the worse for it";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        HostileKeys keys = HostileKeys.generate();
        Path access = context.work().resolve("access.json");
        keys.write(access);
        try (BenchStack bench =
                        BenchStack.startLocked(context, Map.of("GANTRY_GATEWAY_ACCESS_FILE", access.toString()));
                JobWatch jobs = new JobWatch(bench.stack())) {
            jobs.send(REQUEST);
            TrainingEvent.Completed trained = jobs.await(MODEL, TrainingEvent.Completed.class, TRAINING_LIMIT);
            bench.awaitVersion(MODEL, trained.version());
            List<HostileInput> inputs = kinds(keys, bench.callKey());
            HostileTrial trial = new HostileTrial(context, bench, MODEL, inputs);
            trial.awaitDetector();
            trial.run();
            Report.Builder report = Report.of(NAME, protocol(inputs));
            trial.tell(report);
            return report.build();
        }
    }

    private static List<HostileInput> kinds(HostileKeys keys, SigningKey gateway) {
        return Stream.concat(HostileInput.all(MODEL).stream(), HostileCallers.all(MODEL, keys, gateway).stream())
                .toList();
    }

    private static String protocol(List<HostileInput> inputs) {
        long refusals = inputs.stream()
                .filter(input -> input.answer() == HostileInput.Answer.REFUSED)
                .count();
        return "A tiny DCGAN with its detector is trained and served by a fresh local stack. Each kind is sent to the gateway, or past it to a service, "
                + HostileTrial.REPEATS
                + " times, the last time without a length, and must be answered rightly each time: "
                + refusals + " with 4xx and a reason in problem details or the protocol's form, "
                + (inputs.size() - refusals)
                + " pictures with something packed beside them with a verdict. Its time is the median until the whole"
                + " answer is there. After each kind every service must say that it is ready, and a sample and a verdict"
                + " must be had. Memory is the resident set of each service after all, less before.";
    }
}
