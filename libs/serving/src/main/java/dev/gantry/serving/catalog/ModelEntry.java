package dev.gantry.serving.catalog;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.serving.catalog.ModelStatus.VersionStatus;
import dev.gantry.serving.live.ModelHandle;
import dev.gantry.serving.live.ModelSlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is known of one model. Written by the loader alone, read by everyone. */
final class ModelEntry {
    private final String model;
    private final Quarantine quarantine;
    private final ModelSlot slot = new ModelSlot();
    private final Set<ModelHandle> draining = ConcurrentHashMap.newKeySet();
    private final Set<Integer> others = ConcurrentHashMap.newKeySet();
    private volatile int desired;
    private volatile @Nullable VersionStatus loading;

    ModelEntry(String model, Quarantine quarantine) {
        this.model = model;
        this.quarantine = quarantine;
    }

    ModelSlot slot() {
        return slot;
    }

    Quarantine quarantine() {
        return quarantine;
    }

    /** 0 while unknown. */
    int desired() {
        return desired;
    }

    void desire(int version) {
        desired = version;
    }

    boolean isLive(int version) {
        return slot.live().filter(handle -> version(handle) == version).isPresent();
    }

    void loading(int version, ModelPhase phase) {
        loading = new VersionStatus(version, phase);
    }

    void loadingEnded() {
        loading = null;
    }

    /** Makes the version live and lets the one before drain; {@code drained} is called whenever the number of those changes. */
    void swap(ModelHandle next, Runnable drained) {
        slot.live().ifPresent(draining::add);
        slot.swap(next).ifPresent(previous -> drain(previous, drained));
    }

    /** Serves nothing any more. */
    void clear(Runnable drained) {
        slot.live().ifPresent(draining::add);
        slot.clear().ifPresent(previous -> drain(previous, drained));
    }

    /** Versions that are known to have no network of the role. */
    Set<Integer> others() {
        return others;
    }

    Set<ModelHandle> draining() {
        return draining;
    }

    ModelStatus status() {
        List<VersionStatus> versions = new ArrayList<>();
        Optional<ModelHandle> handle = slot.live();
        Optional<Manifest> manifest =
                handle.map(answering -> answering.version().manifest());
        OptionalInt live = manifest.map(m -> OptionalInt.of(m.version())).orElse(OptionalInt.empty());
        live.ifPresent(version -> versions.add(new VersionStatus(version, ModelPhase.LIVE)));
        draining.stream()
                .filter(replaced -> !handle.equals(Optional.of(replaced)))
                .forEach(replaced -> versions.add(new VersionStatus(version(replaced), ModelPhase.DRAINING)));
        VersionStatus taken = loading;
        if (taken != null && live.orElse(0) != taken.version()) {
            versions.add(taken);
        }
        List<Quarantined> failed = quarantine.list();
        failed.stream()
                .filter(entry -> taken == null || taken.version() != entry.version())
                .forEach(entry -> versions.add(new VersionStatus(entry.version(), ModelPhase.QUARANTINED)));
        int wanted = desired;
        if (wanted > 0 && versions.stream().noneMatch(version -> version.version() == wanted)) {
            versions.add(new VersionStatus(wanted, ModelPhase.DESIRED));
        }
        versions.sort(Comparator.comparingInt(VersionStatus::version).reversed());
        return new ModelStatus(
                model, live, wanted == 0 ? OptionalInt.empty() : OptionalInt.of(wanted), manifest, versions, failed);
    }

    private void drain(ModelHandle previous, Runnable drained) {
        drained.run();
        var unused = previous.closed().thenRun(() -> {
            draining.remove(previous);
            drained.run();
        });
    }

    private static int version(ModelHandle handle) {
        return handle.version().manifest().version();
    }
}
