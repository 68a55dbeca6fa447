package dev.gantry.serving.catalog;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a server has of a model.
 *
 * @param live        version that answers
 * @param desired     version that should answer
 * @param versions    every version in hand, newest first; one may be both draining and loading again
 * @param quarantined versions that failed, newest first
 */
public record ModelStatus(
        String model,
        OptionalInt live,
        OptionalInt desired,
        List<VersionStatus> versions,
        List<Quarantined> quarantined) {
    public ModelStatus {
        versions = List.copyOf(versions);
        quarantined = List.copyOf(quarantined);
    }

    public record VersionStatus(int version, ModelPhase phase) {}
}
