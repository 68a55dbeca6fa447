package dev.gantry.engine.detection;

import java.util.Arrays;

/** How well scores part synthetic pictures from real ones. */
public final class RocCurve {
    private RocCurve() {}

    /** The chance that a synthetic picture scores above a real one, ties counting half: the area under the curve. */
    public static double area(double[] real, double[] synthetic) {
        double[] reals = real.clone();
        Arrays.sort(reals);
        double wins = 0;
        for (double score : synthetic) {
            int below = firstAtLeast(reals, score);
            int equal = firstAtLeast(reals, Math.nextUp(score)) - below;
            wins += below + equal / 2.0;
        }
        return wins / ((double) real.length * synthetic.length);
    }

    /** The share of scores above a threshold. */
    static double shareAbove(double[] scores, double threshold) {
        return (double) Arrays.stream(scores).filter(score -> score > threshold).count() / scores.length;
    }

    private static int firstAtLeast(double[] ascending, double score) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
