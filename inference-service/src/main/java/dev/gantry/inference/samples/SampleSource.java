package dev.gantry.inference.samples;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.platform.models.PublishedVersion;

/**
 * The version that makes samples.
 *
 * @param sample what it makes
 */
record SampleSource(String model, int version, String manifestSha256, SampleSpec sample) {
    static SampleSource of(PublishedVersion published) {
        Manifest manifest = published.manifest();
        return new SampleSource(manifest.model(), manifest.version(), published.manifestSha256(), manifest.sample());
    }
}
