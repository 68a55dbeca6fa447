package dev.gantry.platform.models;

import dev.gantry.contracts.models.CheckpointPublished;
import dev.gantry.contracts.models.Manifest;
import java.time.Instant;

/**
 * A version that can be served.
 *
 * @param manifestSha256 lower-case hex, of the manifest's bytes
 */
public record PublishedVersion(Manifest manifest, String manifestSha256) {

    /** The announcement of this version. */
    public CheckpointPublished announcement(Instant at) {
        return new CheckpointPublished(
                manifest.model(),
                manifest.version(),
                manifest.jobId(),
                manifest.step(),
                at,
                manifestSha256,
                manifest.networks().keySet());
    }
}
