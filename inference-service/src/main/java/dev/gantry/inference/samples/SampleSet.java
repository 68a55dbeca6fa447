package dev.gantry.inference.samples;

import dev.gantry.contracts.sampling.SampleFormat;

/**
 * Samples of one seed, all made by one version.
 *
 * @param manifestSha256 of the version
 * @param format  in which they are wanted
 * @param content samples 0, 1, … of the seed
 */
record SampleSet(
        String model, int version, String manifestSha256, long seed, SampleFormat format, SampleContent content) {}
