package dev.gantry.serving.catalog;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.platform.models.Aliases;
import dev.gantry.serving.live.Lineup;
import dev.gantry.serving.live.ModelHandle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a server has of a model.
 *
 * @param live        version that answers those who name none
 * @param desired     version that should
 * @param aliases     where the names of versions point
 * @param manifest    of the live version
 * @param versions    every version in hand, newest first; one may be both draining and loading again
 * @param quarantined versions that failed, newest first
 */
public record ModelStatus(
        String model,
        OptionalInt live,
        OptionalInt desired,
        Aliases aliases,
        Optional<Manifest> manifest,
        List<VersionStatus> versions,
        List<Quarantined> quarantined) {
    public ModelStatus {
        versions = List.copyOf(versions);
        quarantined = List.copyOf(quarantined);
    }

    /** A version in hand. */
    public record VersionStatus(int version, ModelPhase phase) {}

    static ModelStatus of(ModelEntry entry) {
        Lineup lineup = entry.lineup();
        List<VersionStatus> versions = new ArrayList<>();
        lineup.loaded()
                .keySet()
                .forEach(version -> versions.add(
                        new VersionStatus(version, lineup.routes(version) ? ModelPhase.LIVE : ModelPhase.STANDBY)));
        VersionStatus taken = entry.loading();
        if (taken != null && !lineup.loaded().containsKey(taken.version())) {
            versions.add(taken);
        }
        List<Quarantined> failed = entry.quarantine().list();
        failed.stream()
                .filter(one -> taken == null || taken.version() != one.version())
                .forEach(one -> versions.add(new VersionStatus(one.version(), ModelPhase.QUARANTINED)));
        int wanted = entry.desired();
        if (wanted > 0 && versions.stream().noneMatch(version -> version.version() == wanted)) {
            versions.add(new VersionStatus(
                    wanted, entry.rest() == ModelEntry.Rest.NONE ? ModelPhase.DESIRED : ModelPhase.UNLOADED));
        }
        entry.draining().stream()
                .filter(handle -> !lineup.loaded().containsValue(handle))
                .forEach(handle -> versions.add(new VersionStatus(handle.number(), ModelPhase.DRAINING)));
        versions.sort(Comparator.comparingInt(VersionStatus::version).reversed());
        return new ModelStatus(
                entry.model(),
                number(lineup.primary()),
                number(wanted),
                entry.aliases(),
                lineup.handle(lineup.primary()).map(ModelHandle::version).map(version -> version.manifest()),
                versions,
                failed);
    }

    /** Where the version that should answer stands. */
    public ModelPhase phase() {
        return versions.stream()
                .filter(version -> version.phase() != ModelPhase.DRAINING && version.version() == desired.orElse(0))
                .map(VersionStatus::phase)
                .findFirst()
                .orElse(ModelPhase.DESIRED);
    }

    /** How many versions are in each phase, by its name in JSON. */
    Map<String, Integer> phases() {
        Map<String, Integer> count = new HashMap<>();
        for (ModelPhase phase : ModelPhase.values()) {
            count.put(phase.name().toLowerCase(Locale.ROOT), 0);
        }
        versions.forEach(version -> count.merge(version.phase().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        return count;
    }

    /** Numbers of the versions that answer whoever names them, newest first. */
    public List<Integer> loaded() {
        return versions.stream()
                .filter(version -> version.phase() == ModelPhase.LIVE || version.phase() == ModelPhase.STANDBY)
                .map(VersionStatus::version)
                .toList();
    }

    private static OptionalInt number(int version) {
        return version == 0 ? OptionalInt.empty() : OptionalInt.of(version);
    }
}
