package dev.gantry.engine.detection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores of real pictures that nothing was fitted on: they say how unusual a score is among real pictures (split conformal
 * prediction; Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005).
 *
 * <p>When the same pictures were scored under several conditions (plain, as JPEG, …) the envelope keeps, rank by rank, the
 * greatest score: p-values and thresholds then hold under each condition and not only on average over them.
 */
public final class RealScores {
    private final double[] ascending;

    private RealScores(double[] ascending) {
        this.ascending = ascending;
    }

    /**
     * The envelope of conditions.
     *
     * @param byCondition for each condition the scores of the same number of pictures, at least one
     */
    static RealScores envelope(List<double[]> byCondition) {
        double[] envelope = new double[byCondition.get(0).length];
        Arrays.fill(envelope, Double.NEGATIVE_INFINITY);
        for (double[] scores : byCondition) {
            double[] sorted = scores.clone();
            Arrays.sort(sorted);
            Arrays.setAll(envelope, i -> Math.max(envelope[i], sorted[i]));
        }
        return new RealScores(envelope);
    }

    /** 101 quantiles of some scores, from the least to the greatest; of nearest rank. */
    static List<Double> quantiles(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return IntStream.rangeClosed(0, 100)
                .mapToObj(percent -> sorted[(int) Math.round(percent * (sorted.length - 1) / 100.0)])
                .toList();
    }

    /** Ascending. */
    public List<Double> ascending() {
        return Arrays.stream(ascending).boxed().toList();
    }

    /** {@code (1 + how many of n are at least as high) / (n + 1)}; for real pictures at most α with probability at most α. */
    public double pValue(double score) {
        long higher = IntStream.range(0, ascending.length)
                .filter(i -> ascending[i] >= score)
                .count();
        return (1.0 + higher) / (ascending.length + 1);
    }

    /** The least false-positive rate that so many scores can hold: {@code 1 / (n + 1)}. */
    double leastRate() {
        return 1.0 / (ascending.length + 1);
    }

    /**
     * The score above which a picture's p-value is at most the rate: the {@code floor(rate * (n + 1))}-th greatest.
     *
     * @throws IllegalArgumentException if the rate is below {@link #leastRate()}
     */
    double threshold(double falsePositiveRate) {
        int rank = (int) Math.floor(falsePositiveRate * (ascending.length + 1) + 1e-9);
        if (rank < 1) {
            throw new IllegalArgumentException("false-positive rate is " + falsePositiveRate + ": " + ascending.length
                    + " scores hold no rate below " + leastRate());
        }
        return ascending[ascending.length - Math.min(rank, ascending.length)];
    }
}
