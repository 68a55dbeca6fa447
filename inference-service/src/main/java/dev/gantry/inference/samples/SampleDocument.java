package dev.gantry.inference.samples;

import java.util.List;

/**
 * Samples as JSON.
 *
 * @param samples each a PNG in base64, in the order of their index
 */
public record SampleDocument(String model, int version, long seed, List<String> samples) {
    public SampleDocument {
        samples = List.copyOf(samples);
    }
}
