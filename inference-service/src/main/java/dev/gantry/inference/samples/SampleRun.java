package dev.gantry.inference.samples;

import dev.gantry.contracts.sampling.SamplePlan;
import java.io.IOException;

/**
 * Samples in the making, all by one version, a part at a time, so that no more than one part of them is in memory as floats. For one
 * thread; the version stays loaded until the run is closed.
 */
final class SampleRun implements AutoCloseable {
    private final SampleSource source;
    private final SamplePlan plan;
    private final int part;
    private final Network network;
    private final Runnable end;
    /** The first part, which is made before anything is answered, so that most failures can still be told. */
    private final float[] begun;

    private SampleRun(SampleSource source, SamplePlan plan, int part, Network network, Runnable end, float[] begun) {
        this.source = source;
        this.plan = plan;
        this.part = part;
        this.network = network;
        this.end = end;
        this.begun = begun;
    }

    /**
     * Makes the first part. Ends the use of the version if that fails.
     *
     * @param part most samples of a part
     * @param end  of the use of the version
     * @throws dev.gantry.contracts.GantryException what the network fails with
     */
    static SampleRun begin(SampleSource source, SamplePlan plan, int part, Network network, Runnable end) {
        try {
            float[] begun = network.make(0, Math.min(part, plan.count()));
            return new SampleRun(source, plan, part, network, end, begun);
        } catch (RuntimeException e) {
            end.run();
            throw e;
        }
    }

    /** What makes samples. */
    @FunctionalInterface
    interface Network {
        /**
         * Makes samples {@code first} to {@code first + count - 1} of the plan.
         *
         * @return {@code [count, ...]}
         * @throws dev.gantry.contracts.GantryException if it cannot
         */
        float[] make(int first, int count);
    }

    /** Takes what a network has made. */
    @FunctionalInterface
    interface Parts {
        /**
         * @param first  number of the first of them in the plan, from 0
         * @param values {@code [n, ...]}
         */
        void add(int first, float[] values) throws IOException;
    }

    SampleSource source() {
        return source;
    }

    SamplePlan plan() {
        return plan;
    }

    /**
     * Makes the samples and hands each part over before the next one is made.
     *
     * @throws dev.gantry.contracts.GantryException what the network fails with
     * @throws IOException what the taker fails with
     */
    void handTo(Parts taker) throws IOException {
        taker.add(0, begun);
        for (int first = part; first < plan.count(); first += part) {
            taker.add(first, network.make(first, Math.min(part, plan.count() - first)));
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
