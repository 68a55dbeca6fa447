package dev.gantry.engine.train;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * Signs of balance and collapse: what the steps of a tick have measured besides losses, averaged, and what the tick's samples
 * show. A recipe may measure more than another.
 *
 * @param measures by the names in {@link Measures}
 */
public record Health(Map<String, Double> measures) {
    public Health {
        measures = Map.copyOf(measures);
    }

    /** A measure, if this run has it. */
    public OptionalDouble find(String name) {
        Double value = measures.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * A measure that every run has.
     *
     * @throws IllegalArgumentException if this one has not
     */
    public double get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("no measure " + name + ", only " + measures.keySet()));
    }

    /**
     * How often the discriminator is right, in [0, 1]: about pairs of a real and a made image where the loss compares those,
     * else the mean over real and made images. One half when it can only guess.
     */
    public double discriminatorAccuracy() {
        return find(Measures.PAIR_ACCURACY)
                .orElseGet(() -> (get(Measures.REAL_ACCURACY) + get(Measures.FAKE_ACCURACY)) / 2);
    }
}
