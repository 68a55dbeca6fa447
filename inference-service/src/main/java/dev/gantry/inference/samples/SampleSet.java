package dev.gantry.inference.samples;

import dev.gantry.imaging.Picture;
import java.util.List;

/**
 * Samples of one seed, all made by one version.
 *
 * @param pictures samples 0, 1, … of the seed
 */
record SampleSet(String model, int version, long seed, List<Picture> pictures) {
    SampleSet {
        pictures = List.copyOf(pictures);
    }
}
