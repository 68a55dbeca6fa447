package dev.gantry.contracts.models;

import java.time.Instant;
import java.util.Set;

/**
 * Says on {@link dev.gantry.contracts.Topics#MODELS}, keyed by model, that a version can be served: its manifest is in the store.
 *
 * @param manifestSha256 lower-case hex, of the manifest's bytes
 * @param roles          for instance {@code generator}, {@code discriminator}, {@code detector}
 */
public record CheckpointPublished(
        String model, int version, String jobId, long step, Instant at, String manifestSha256, Set<String> roles) {
    public CheckpointPublished {
        roles = Set.copyOf(roles);
    }
}
