package dev.gantry.engine.metrics;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How much of a mixture a generator makes. A sample is good if it lies within three standard deviations of its nearest mode; a
 * mode is covered if it is the nearest one of at least one good sample. Lin et al.,
 * <a href="https://arxiv.org/abs/1712.04086">PacGAN</a>, 2018, section 4.1.
 *
 * @param modes      of the mixture
 * @param covered    with at least one good sample
 * @param goodShare  of the samples, in [0, 1]
 * @param divergence Kullback-Leibler divergence, in nats, of the modes' shares of good samples from their shares of the mixture;
 *     absent without good samples
 */
public record ModeCoverage(int modes, int covered, double goodShare, OptionalDouble divergence) {
    /**
     * From what was counted.
     *
     * @param good    good samples of each mode
     * @param weights each mode's share of the mixture
     * @param samples good ones and others
     */
    static ModeCoverage of(long[] good, double[] weights, int samples) {
        long all = Arrays.stream(good).sum();
        double total = Arrays.stream(weights).sum();
        int covered = 0;
        double divergence = 0;
        for (int mode = 0; mode < good.length; mode++) {
            if (good[mode] > 0) {
                covered++;
                double share = (double) good[mode] / all;
                divergence += share * Math.log(share * total / weights[mode]);
            }
        }
        return new ModeCoverage(
                good.length,
                covered,
                (double) all / samples,
                covered > 0 ? OptionalDouble.of(Math.max(0, divergence)) : OptionalDouble.empty());
    }

    void addTo(Map<String, Double> figures) {
        figures.put("modes", (double) modes);
        figures.put(Metric.COVERED_MODES.key(), (double) covered);
        figures.put(Metric.GOOD_SHARE.key(), goodShare);
        divergence.ifPresent(value -> figures.put("modeDivergence", value));
    }
}
