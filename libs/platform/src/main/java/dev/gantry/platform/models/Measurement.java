package dev.gantry.platform.models;

import java.util.Map;

/**
 * What was measured of a version's samples.
 *
 * @param features names the space; values under other names are not comparable
 * @param metrics  by name, for instance {@code frechet}
 */
public record Measurement(String features, Map<String, Double> metrics) {
    public Measurement {
        metrics = Map.copyOf(metrics);
    }
}
