package dev.gantry.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Times until answers were there, in milliseconds. */
final class Latencies {
    private final double[] sorted;

    Latencies(double[] milliseconds) {
        sorted = milliseconds.clone();
        Arrays.sort(sorted);
    }

    int count() {
        return sorted.length;
    }

    /**
     * The smallest time that so large a share of the answers did not exceed.
     *
     * @param share in (0, 1]
     */
    double quantile(double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** The usual ones, by name. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("p50Ms", quantile(0.5));
        figures.put("p90Ms", quantile(0.9));
        figures.put("p95Ms", quantile(0.95));
        figures.put("p99Ms", quantile(0.99));
        return figures;
    }
}
