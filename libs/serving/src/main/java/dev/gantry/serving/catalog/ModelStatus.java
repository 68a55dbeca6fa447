package dev.gantry.serving.catalog;

import dev.gantry.contracts.models.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a server has of a model.
 *
 * @param live        version that answers
 * @param desired     version that should answer
 * @param manifest    of the live version
 * @param versions    every version in hand, newest first; one may be both draining and loading again
 * @param quarantined versions that failed, newest first
 */
public record ModelStatus(
        String model,
        OptionalInt live,
        OptionalInt desired,
        Optional<Manifest> manifest,
        List<VersionStatus> versions,
        List<Quarantined> quarantined) {
    public ModelStatus {
        versions = List.copyOf(versions);
        quarantined = List.copyOf(quarantined);
    }

    /** Where the version that should answer stands. */
    public ModelPhase phase() {
        if (live.isPresent() && live.equals(desired)) {
            return ModelPhase.LIVE;
        }
        return versions.stream()
                .filter(version -> version.phase() != ModelPhase.DRAINING && version.version() == desired.orElse(0))
                .map(VersionStatus::phase)
                .findFirst()
                .orElse(ModelPhase.DESIRED);
    }

    /** A version in hand. */
    public record VersionStatus(int version, ModelPhase phase) {}
}
