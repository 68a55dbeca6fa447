package dev.gantry.engine.metrics;

import java.util.Arrays;
import java.util.Optional;

/** What can be asked of samples: distances from reals, the less the better, and shares and counts, the more the better. */
public enum Metric {
    FRECHET("frechet", true),
    KID("kid", true),
    PRECISION("precision", false),
    RECALL("recall", false),
    COVERED_MODES("coveredModes", false),
    GOOD_SHARE("goodShare", false);

    private final String key;
    private final boolean distance;

    Metric(String key, boolean distance) {
        this.key = key;
        this.distance = distance;
    }

    /** The metric of a name. */
    public static Optional<Metric> of(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }

    /** As requests, events and manifests call it. */
    public String key() {
        return key;
    }

    /** Whether a value is as good as a target, or better. */
    public boolean reaches(double value, double target) {
        return distance ? value <= target : value >= target;
    }

    /**
     * Whether a value is better than another by more than a share of the other's size.
     *
     * @param least the share, at least 0
     */
    public boolean improves(double value, double other, double least) {
        double gain = distance ? other - value : value - other;
        return gain > least * Math.abs(other);
    }
}
