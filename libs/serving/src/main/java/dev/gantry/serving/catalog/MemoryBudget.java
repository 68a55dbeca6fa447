package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.serving.live.Lineup;
import dev.gantry.serving.live.ModelHandle;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
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

    /**
     * What is unloaded together: a version that nobody is routed to, or those that answer for an idle model.
     *
     * @param idleNanos since one of them was last asked for
     */
    private record Victim(ModelEntry entry, List<ModelHandle> handles, boolean routed, long idleNanos) {
        static Victim of(ModelEntry entry, List<ModelHandle> handles, boolean routed, long now) {
            LongStream idle = handles.stream().mapToLong(handle -> now - handle.lastUsedNanos());
            return new Victim(entry, handles, routed, idle.min().orElseThrow());
        }

        long bytes() {
            return handles.stream().mapToLong(ModelHandle::bytes).sum();
        }

        void unload() {
            LOG.infof(
                    "event=version-unloaded model=%s version=%s idleSeconds=%d",
                    entry.model(),
                    handles.stream()
                            .map(handle -> String.valueOf(handle.number()))
                            .collect(Collectors.joining(",")),
                    TimeUnit.NANOSECONDS.toSeconds(idleNanos));
            if (routed) {
                entry.unloadIdle();
            } else {
                handles.forEach(handle -> entry.arrange(entry.lineup().without(handle.number())));
            }
        }
    }

    /**
     * Unloads what was unused for longest until there is room: first versions that nobody is routed to, then models that are idle.
     * Nothing is unloaded when that would not be enough. What drains is not counted, although it still takes memory for a moment.
     *
     * @param entry that room is made for; the versions that answer for it stay
     * @throws GantryException rejected, {@code insufficient-memory}, if too little can be unloaded
     */
    void makeRoom(ModelEntry entry, long bytes) {
        List<Victim> victims = victims(entry);
        long used = used();
        long kept = used - victims.stream().mapToLong(Victim::bytes).sum();
        if (kept + bytes > settings.budget()) {
            throw full(bytes, kept);
        }
        for (Victim victim : victims) {
            if (used + bytes <= settings.budget()) {
                return;
            }
            victim.unload();
            used -= victim.bytes();
        }
    }

    /** In the order in which they are to go. */
    private List<Victim> victims(ModelEntry entry) {
        long now = System.nanoTime();
        return entries.stream()
                .flatMap(other ->
                        Stream.concat(unrouted(other, now), idle(other, now).filter(model -> other != entry)))
                .sorted(Comparator.comparing(Victim::routed)
                        .thenComparing(
                                Comparator.comparingLong(Victim::idleNanos).reversed()))
                .toList();
    }

    private static Stream<Victim> unrouted(ModelEntry entry, long now) {
        return handles(entry, false).stream().map(handle -> Victim.of(entry, List.of(handle), false, now));
    }

    private Stream<Victim> idle(ModelEntry entry, long now) {
        return Stream.of(handles(entry, true))
                .filter(handles -> !handles.isEmpty())
                .map(handles -> Victim.of(entry, handles, true, now))
                .filter(model -> model.idleNanos() >= settings.idle().toNanos());
    }

    private static List<ModelHandle> handles(ModelEntry entry, boolean routed) {
        Lineup lineup = entry.lineup();
        return lineup.loaded().values().stream()
                .filter(handle -> lineup.routes(handle.number()) == routed)
                .toList();
    }

    private long used() {
        return entries.stream()
                .flatMap(entry -> entry.lineup().loaded().values().stream())
                .mapToLong(ModelHandle::bytes)
                .sum();
    }

    private GantryException full(long bytes, long kept) {
        return new Failure.Rejected(
                        Failure.Rejected.INSUFFICIENT_MEMORY,
                        "it is counted with " + bytes + " bytes: " + kept + " of " + settings.budget()
                                + " are taken by versions that are in use")
                .asException();
    }
}
