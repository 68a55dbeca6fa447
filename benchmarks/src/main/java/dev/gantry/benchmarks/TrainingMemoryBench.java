package dev.gantry.benchmarks;

import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.training.TrainingEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Trains for many steps and looks at what the trainer's process holds meanwhile. */
final class TrainingMemoryBench implements Benchmark {
    private static final int STEPS = 10_000;
    private static final int BATCH = 16;
    private static final int TICK_STEPS = 100;
    private static final long SEED = 23;
    private static final String JOB = "steady";
    private static final double MAX_GROWTH = 1.05;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "training-memory";
    }

    @Override
    public String summary() {
        return "resident memory stays flat over " + STEPS + " steps with checkpoints and states";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        List<Double> memory = new ArrayList<>();
        TrainingEvent.Completed end;
        try (BenchStack bench = BenchStack.start(context)) {
            LocalStack stack = bench.stack();
            stack.uploadShippedData(context.installation());
            try (JobWatch watch = new JobWatch(stack)) {
                watch.send(request());
                for (int tick = 1; tick <= STEPS / TICK_STEPS; tick++) {
                    long step = (long) tick * TICK_STEPS * BATCH;
                    watch.await(JOB, TrainingEvent.Progress.class, progress -> progress.step() >= step, LIMIT);
                    memory.add(ResidentMemory.mebibytes(bench.pid("trainer")));
                    if (tick % 10 == 0) {
                        context.console().tell(tick * TICK_STEPS + " of " + STEPS + " steps");
                    }
                }
                end = watch.await(JOB, TrainingEvent.Completed.class, LIMIT);
            }
        }
        return report(memory, end);
    }

    private static Report report(List<Double> memory, TrainingEvent.Completed end) {
        int window = memory.size() / 5;
        double early = ResidentMemory.median(memory.subList(window, 2 * window));
        double late = ResidentMemory.median(memory.subList(memory.size() - window, memory.size()));
        return Report.of(
                        "training-memory",
                        STEPS + " steps of a DCGAN (28x28 grey, width 8, batch " + BATCH + ") with R1 on a fresh local"
                                + " stack; a sample grid and a state every " + TICK_STEPS + " steps, a version every "
                                + TICK_STEPS * 10
                                + ". Memory is the trainer's resident set at each tick: median of the last fifth of the"
                                + " ticks against that of the second fifth.")
                .seed(SEED)
                .figure("imagesPerSecond", end.imagesPerSecond())
                .figure("residentEarlyMiB", early)
                .figure("residentLateMiB", late)
                .figure(
                        "residentMaxMiB",
                        memory.stream().mapToDouble(Double::doubleValue).max().orElseThrow())
                .bar(Bar.exactly("steps", (double) end.step() / BATCH, STEPS))
                .bar(Bar.atMost("resident memory, late over early", late / early, MAX_GROWTH))
                .build();
    }

    private static String request() {
        return """
                {"jobId":"%1$s","model":"%1$s","data":{"uri":"s3://gantry/data/fashion-mnist"},"budget":{"images":%2$d},
                 "network":{"generatorWidth":8,"discriminatorWidth":8},"recipe":{"batch":%3$d},"tickImages":%4$d,
                 "checkpointImages":%5$d,"snapshotImages":%4$d,"metrics":{"enabled":false},"detector":{"enabled":false},
                 "seed":%6$d}
                """.formatted(JOB, (long) STEPS * BATCH, BATCH, TICK_STEPS * BATCH, TICK_STEPS * 10 * BATCH, SEED);
    }
}
