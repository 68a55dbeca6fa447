package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.platform.models.Aliases;
import dev.gantry.serving.live.Lineup;
import dev.gantry.serving.live.ModelHandle;
import dev.gantry.serving.live.ModelSlot;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is known of one model. Written by the loader alone, read by everyone; what others want is left in {@link #demands}. */
final class ModelEntry {
    /** Why a model is not loaded although it could be. */
    enum Rest {
        NONE,
        /** Nobody asked for it while its memory was needed. */
        IDLE,
        /** Somebody unloaded it. */
        ORDERED
    }

    private final String model;
    private final Quarantine quarantine;
    private final Demands demands = new Demands();
    private final Consumer<ModelEntry> changed;
    private final ModelSlot slot = new ModelSlot();
    private final Set<ModelHandle> draining = ConcurrentHashMap.newKeySet();
    private final Set<Integer> others = ConcurrentHashMap.newKeySet();
    private volatile Aliases aliases = Aliases.NONE;
    private volatile int desired;
    private volatile boolean idle;
    private volatile boolean ordered;
    private volatile ModelStatus.@Nullable VersionStatus loading;

    /** @param changed is called whenever a version comes to stand elsewhere */
    ModelEntry(String model, Quarantine quarantine, Consumer<ModelEntry> changed) {
        this.model = model;
        this.quarantine = quarantine;
        this.changed = changed;
    }

    String model() {
        return model;
    }

    ModelSlot slot() {
        return slot;
    }

    Lineup lineup() {
        return slot.lineup();
    }

    Quarantine quarantine() {
        return quarantine;
    }

    /** Puts a version that failed away for a while. */
    Quarantined quarantine(int version, Failure reason) {
        Quarantined quarantined = quarantine.add(version, reason);
        changed.accept(this);
        return quarantined;
    }

    Demands demands() {
        return demands;
    }

    /** Versions that are known to have no network of the role. */
    Set<Integer> others() {
        return others;
    }

    Set<ModelHandle> draining() {
        return draining;
    }

    Aliases aliases() {
        return aliases;
    }

    void aliases(Aliases now) {
        aliases = now;
    }

    /** The version that should answer; 0 while unknown. */
    int desired() {
        return desired;
    }

    void desire(int version) {
        desired = version;
        changed.accept(this);
    }

    /** Why nothing is loaded, or should be; for every thread. */
    Rest rest() {
        if (ordered) {
            return Rest.ORDERED;
        }
        return idle ? Rest.IDLE : Rest.NONE;
    }

    /** Orders the model to be unloaded, or no more; for every thread. The loader carries it out with {@link #settle}. */
    void orderRest(boolean on) {
        ordered = on;
    }

    /** Carries out orders, and ends the rest of an idle model that is asked for. */
    void settle() {
        if (demands.wants(Demands.PRIMARY)) {
            idle = false;
        }
        if (ordered && !lineup().loaded().isEmpty()) {
            arrange(Lineup.EMPTY);
        }
    }

    /** Unloads a model that nobody asks for. */
    void unloadIdle() {
        idle = true;
        arrange(Lineup.EMPTY);
    }

    ModelStatus.@Nullable VersionStatus loading() {
        return loading;
    }

    void loading(int version, ModelPhase phase) {
        loading = new ModelStatus.VersionStatus(version, phase);
        changed.accept(this);
    }

    void loadingEnded() {
        loading = null;
        changed.accept(this);
    }

    /** Lets others answer, and of the rest keeps as many as asked for that were used last. */
    void route(int primary, Optional<Canary> canary, int standby) {
        Lineup next = lineup().routing(primary, canary);
        lineup().handle(lineup().primary()).ifPresent(ModelHandle::touch);
        for (ModelHandle unused : lineup().loaded().values().stream()
                .filter(handle -> !next.routes(handle.number()))
                .sorted(Comparator.comparingLong(ModelHandle::lastUsedNanos).reversed())
                .skip(standby)
                .toList()) {
            arrange(lineup().without(unused.number()));
        }
        arrange(lineup().routing(primary, canary));
    }

    /** Puts another lineup in place; what is in it no more drains. */
    void arrange(Lineup next) {
        lineup().loaded().values().stream()
                .filter(handle -> !next.loaded().containsValue(handle))
                .forEach(draining::add);
        slot.set(next).forEach(gone -> {
            var unused = gone.closed().thenRun(() -> {
                draining.remove(gone);
                changed.accept(this);
            });
        });
        changed.accept(this);
    }
}
