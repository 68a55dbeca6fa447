package dev.gantry.detector.judge;

import java.util.Arrays;
import java.util.List;

/**
 * The last scores of one detector against those of its held-out reals, in bins that the reals' deciles part: the population
 * stability index {@code Σ (a - e) ln(a / e)} over the bins' shares {@code a} of the last scores and {@code e} of the reals, 0 when
 * they are alike. Half a score is added to each bin of either, so that an empty one counts as rare.
 */
final class ScoreWindow {
    private static final int BINS = 10;
    private static final double SMOOTHING = 0.5;

    /** {@code edges[i]} is the least score of bin {@code i + 1}. */
    private final double[] edges = new double[BINS - 1];

    private final double[] expected;
    private final byte[] ring;
    private final int[] counts = new int[BINS];
    private int seen;
    private int next;

    /**
     * @param reals ascending scores of held-out reals, or quantiles of them; at least one
     * @param size  scores that are remembered, at least 1
     */
    ScoreWindow(List<Double> reals, int size) {
        ring = new byte[size];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = reals.get((i + 1) * reals.size() / BINS);
        }
        int[] binned = new int[BINS];
        reals.forEach(score -> binned[bin(score)]++);
        expected = shares(binned, reals.size());
    }

    void add(double score) {
        if (seen == ring.length) {
            counts[ring[next]]--;
        } else {
            seen++;
        }
        ring[next] = (byte) bin(score);
        counts[ring[next]]++;
        next = (next + 1) % ring.length;
    }

    /** Scores that are remembered now. */
    int size() {
        return seen;
    }

    /** At least 0; below 0.1 is little, above 0.25 much. */
    double stabilityIndex() {
        double[] actual = shares(counts, seen);
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            sum += (actual[i] - expected[i]) * Math.log(actual[i] / expected[i]);
        }
        return sum;
    }

    private int bin(double score) {
        int bin = 0;
        while (bin < edges.length && score >= edges[bin]) {
            bin++;
        }
        return bin;
    }

    private static double[] shares(int[] counts, int all) {
        return Arrays.stream(counts)
                .mapToDouble(count -> (count + SMOOTHING) / (all + SMOOTHING * BINS))
                .toArray();
    }
}
