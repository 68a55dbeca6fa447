package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.serving.live.Lineup;
import dev.gantry.serving.live.ModelHandle;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Decides what is unloaded for what is to be loaded. For the loader's thread. */
final class MemoryBudget {
    private static final Logger LOG = Logger.getLogger(MemoryBudget.class);

    private final MemorySettings settings;
    private final Collection<ModelEntry> entries;

    /** @param entries all that share the budget; looked at anew each time */
    MemoryBudget(MemorySettings settings, Collection<ModelEntry> entries) {
        this.settings = settings;
        this.entries = entries;
    }

    private record Loaded(ModelEntry entry, ModelHandle handle) {
        boolean routed() {
            return entry.lineup().routes(handle.number());
        }

        long idleNanos() {
            return System.nanoTime() - handle.lastUsedNanos();
        }
    }

    /**
     * Unloads what was unused for longest until there is room: first versions that nobody is routed to, then models that are idle.
     * What drains is not counted, although it still takes memory for a moment.
     *
     * @param entry that room is made for; the versions that answer for it stay
     * @throws GantryException rejected, {@code insufficient-memory}, if too little can be unloaded
     */
    void makeRoom(ModelEntry entry, long bytes) {
        while (used() + bytes > settings.budget()) {
            Loaded victim = victim(entry).orElseThrow(() -> full(bytes));
            LOG.infof(
                    "event=version-unloaded model=%s version=%d idleSeconds=%d",
                    victim.entry().model(), victim.handle().number(), victim.idleNanos() / 1_000_000_000);
            if (victim.routed()) {
                victim.entry().unloadIdle();
            } else {
                Lineup lineup = victim.entry().lineup();
                victim.entry().arrange(lineup.without(victim.handle().number()));
            }
        }
    }

    private Optional<Loaded> victim(ModelEntry entry) {
        Comparator<Loaded> routedLast = Comparator.comparing(Loaded::routed);
        return all().filter(loaded -> !loaded.routed()
                        || (loaded.entry() != entry
                                && loaded.idleNanos() >= settings.idle().toNanos()))
                .min(routedLast.thenComparing(
                        Comparator.comparingLong(Loaded::idleNanos).reversed()));
    }

    private long used() {
        return all().mapToLong(loaded -> loaded.handle().bytes()).sum();
    }

    private Stream<Loaded> all() {
        return entries.stream()
                .flatMap(entry -> entry.lineup().loaded().values().stream().map(handle -> new Loaded(entry, handle)));
    }

    private GantryException full(long bytes) {
        return new Failure.Rejected(
                        Failure.Rejected.INSUFFICIENT_MEMORY,
                        "it is counted with " + bytes + " bytes: " + used() + " of " + settings.budget()
                                + " are taken by versions that are in use")
                .asException();
    }
}
