package dev.gantry.inference.samples;

import java.util.List;

/**
 * Samples as JSON.
 *
 * @param samples each a PNG in base64, or the numbers of a point, in the order of their index
 */
public record SampleDocument<T>(String model, int version, long seed, List<T> samples) {
    public SampleDocument {
        samples = List.copyOf(samples);
    }
}
