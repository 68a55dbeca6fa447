package dev.gantry.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Publishes version after version while requests for samples come at random, at 70 % of what the platform can do. */
final class HotSwapBench implements Benchmark {
    private static final int SWAPS = 200;
    private static final int SAMPLES = 8;
    private static final long SEED = 11;
    private static final int CLIENTS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration CAPACITY = Duration.ofSeconds(15);
    private static final Duration STEADY = Duration.ofSeconds(90);
    private static final double LOAD = 0.7;
    private static final Duration BETWEEN_SWAPS = Duration.ofSeconds(1);
    private static final double MAX_SLOWDOWN = 1.5;
    private static final int MEMORY_WARM_UP = 40;
    private static final int MEMORY_EVERY = 5;
    private static final int WINDOW = 20;
    private static final double MAX_GROWTH = 1.05;

    @Override
    public String name() {
        return "hot-swap";
    }

    @Override
    public String summary() {
        return SWAPS
                + " swaps under Poisson load at 70 % of capacity: nothing fails, mixes or slows down, memory stays flat";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        StampedModel model = new StampedModel("stamped", SEED);
        Report.Builder report = Report.of(name(), protocol()).seed(SEED);
        try (BenchStack bench = BenchStack.start(context);
                StampedPublisher publisher = new StampedPublisher(model, bench.stack(), context.work());
                SamplingLoad load = new SamplingLoad(bench.client(), model.name(), SAMPLES)) {
            publisher.publish(1);
            bench.awaitVersion(model.name(), 1);
            ClosedLoop.run(CLIENTS, WARM_UP, load::draw);
            double capacity = ClosedLoop.run(CLIENTS, CAPACITY, load::draw).perSecond();
            context.console().tell("Capacity: " + Math.round(capacity) + " requests/s");
            load.startPoisson(LOAD * capacity, SEED);
            Thread.sleep(WARM_UP.toMillis());
            load.takeLatencies();
            Thread.sleep(STEADY.toMillis());
            Latencies steady = load.takeLatencies();
            context.console().tell("Steady: p99 " + Math.round(steady.quantile(0.99)) + " ms");
            Memory memory = swap(context, bench, publisher, load);
            Latencies swapping = load.takeLatencies();
            report.figure("capacityRequestsPerSecond", capacity)
                    .figure("steady", steady.figures())
                    .figure("whileSwapping", swapping.figures());
            measure(report, load, memory, swapping.quantile(0.99) / steady.quantile(0.99));
        }
        return report.build();
    }

    /** What the inference service held after some of the swaps, MiB. */
    private record Memory(List<Double> early, List<Double> late) {}

    private static Memory swap(BenchContext context, BenchStack bench, StampedPublisher publisher, SamplingLoad load)
            throws IOException, InterruptedException {
        Memory memory = new Memory(new ArrayList<>(), new ArrayList<>());
        for (int swap = 1; swap <= SWAPS; swap++) {
            publisher.publish(swap + 1);
            bench.awaitVersion(load, swap + 1);
            if (swap % MEMORY_EVERY == 0 && swap > MEMORY_WARM_UP && swap <= MEMORY_WARM_UP + WINDOW) {
                memory.early().add(HeldMemory.mebibytes(bench.pid("inference")));
            } else if (swap % MEMORY_EVERY == 0 && swap > SWAPS - WINDOW) {
                memory.late().add(HeldMemory.mebibytes(bench.pid("inference")));
            }
            if (swap % 20 == 0) {
                context.console().tell(swap + " of " + SWAPS + " swaps");
            }
            Thread.sleep(BETWEEN_SWAPS.toMillis());
        }
        return memory;
    }

    private static void measure(Report.Builder report, SamplingLoad load, Memory memory, double slowdown)
            throws InterruptedException {
        SamplingLoad.Tally tally = load.stop();
        double early = ResidentMemory.median(memory.early());
        double late = ResidentMemory.median(memory.late());
        report.figure("requests", tally.requests())
                .figure("firstFailure", tally.firstFailure())
                .figure("heldEarlyMiB", early)
                .figure("heldLateMiB", late)
                .bar(Bar.exactly("swaps", load.newest() - 1, SWAPS))
                .bar(Bar.exactly("failed requests", tally.failed(), 0))
                .bar(Bar.exactly("answers that mix versions", tally.mixed(), 0))
                .bar(Bar.exactly("answers by an older version than had answered before", tally.backwards(), 0))
                .bar(Bar.atMost("p99 while swapping over steady p99", slowdown, MAX_SLOWDOWN))
                .bar(Bar.atMost("held memory, late over early", late / early, MAX_GROWTH));
    }

    private static String protocol() {
        return SWAPS + " versions of a DCGAN generator (28x28, width 32) are published to a fresh local stack, each "
                + BETWEEN_SWAPS.toSeconds() + " s after the one before has answered, while requests for " + SAMPLES
                + " samples reach the gateway as a Poisson process at " + Math.round(100 * LOAD)
                + " % of the rate that " + CLIENTS
                + " clients without a pause got before. Times to the answer count from"
                + " when a request was due, for " + STEADY.toSeconds()
                + " s without a swap and for the whole time of the swaps. Every pixel tells the version that made it."
                + " Memory is what the inference service has resident outside the heap and what lives in the heap after a full"
                + " collection, after every " + MEMORY_EVERY + "th swap: median of the last " + WINDOW
                + " swaps against that of swaps " + (MEMORY_WARM_UP + 1) + " to " + (MEMORY_WARM_UP + WINDOW) + ".";
    }
}
