package dev.gantry.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Publishes version after version while clients draw samples without a pause. */
final class HotSwapBench implements Benchmark {
    private static final int SWAPS = 100;
    private static final int CLIENTS = 3;
    private static final int SAMPLES = 8;
    private static final long SEED = 11;
    private static final int WARM_UP = 40;
    private static final int WINDOW = 20;
    private static final double MAX_GROWTH = 1.05;

    @Override
    public String name() {
        return "hot-swap";
    }

    @Override
    public String summary() {
        return SWAPS + " swaps under constant sampling load: nothing fails, nothing mixes, memory stays flat";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        StampedModel model = new StampedModel("stamped", SEED);
        List<Double> memory = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        SamplingLoad.Tally tally;
        try (BenchStack bench = BenchStack.start(context);
                StampedPublisher publisher = new StampedPublisher(model, bench.stack(), context.work());
                SamplingLoad load = new SamplingLoad(bench.client(), model.name(), SAMPLES)) {
            publisher.publish(1);
            bench.awaitVersion(model.name(), 1);
            load.start(CLIENTS);
            for (int version = 2; version <= SWAPS + 1; version++) {
                long begun = System.nanoTime();
                publisher.publish(version);
                bench.awaitVersion(load, version);
                seconds.add((System.nanoTime() - begun) / 1e9);
                memory.add(ResidentMemory.mebibytes(bench.pid("inference")));
                if (version % 10 == 1) {
                    context.console().tell((version - 1) + " of " + SWAPS + " swaps");
                }
            }
            tally = load.stop();
        }
        return report(tally, seconds, memory);
    }

    private static Report report(SamplingLoad.Tally tally, List<Double> seconds, List<Double> memory) {
        double early = ResidentMemory.median(memory.subList(WARM_UP, WARM_UP + WINDOW));
        double late = ResidentMemory.median(memory.subList(memory.size() - WINDOW, memory.size()));
        return Report.of(
                        "hot-swap",
                        SWAPS
                                + " versions of a DCGAN generator (28x28, width 32) are published one after the other to a"
                                + " fresh local stack, each as soon as the one before has answered, while " + CLIENTS
                                + " clients ask the gateway for " + SAMPLES
                                + " samples a request without a pause. Every"
                                + " pixel tells the version that made it. Memory is the inference service's resident set"
                                + " after each swap: median of the last " + WINDOW + " swaps against that of swaps "
                                + (WARM_UP + 1) + " to " + (WARM_UP + WINDOW) + ".")
                .seed(SEED)
                .figure("requests", tally.requests())
                .figure("firstFailure", tally.firstFailure())
                .figure("swapSecondsMedian", ResidentMemory.median(seconds))
                .figure(
                        "swapSecondsMax",
                        seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow())
                .figure("residentEarlyMiB", early)
                .figure("residentLateMiB", late)
                .bar(Bar.exactly("swaps", seconds.size(), SWAPS))
                .bar(Bar.exactly("failed requests", tally.failed(), 0))
                .bar(Bar.exactly("answers that mix versions", tally.mixed(), 0))
                .bar(Bar.exactly("answers by an older version than the last", tally.backwards(), 0))
                .bar(Bar.atMost("resident memory, late over early", late / early, MAX_GROWTH))
                .build();
    }
}
