package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/** The failed versions of one model. Written by the loader alone. What the wall clock does changes no pause. */
final class Quarantine {
    private static final int MAX_VERSIONS = 16;

    private final Backoff backoff;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final ConcurrentSkipListMap<Integer, Held> versions = new ConcurrentSkipListMap<>();

    /**
     * @param clock    for the times that people are told
     * @param nanoTime as {@link System#nanoTime}, for the pauses
     */
    Quarantine(Backoff backoff, Clock clock, LongSupplier nanoTime) {
        this.backoff = backoff;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    private record Held(Quarantined version, long untilNanos) {}

    /** Puts a version away for longer each time; the oldest version is forgotten when there are too many. */
    Quarantined add(int version, Failure reason) {
        int attempts = find(version).map(Quarantined::attempts).orElse(0) + 1;
        Duration pause = backoff.after(attempts);
        Quarantined entry =
                new Quarantined(version, reason, attempts, clock.instant().plus(pause));
        versions.put(version, new Held(entry, nanoTime.getAsLong() + pause.toNanos()));
        if (versions.size() > MAX_VERSIONS) {
            versions.pollFirstEntry();
        }
        return entry;
    }

    /** Whether the version must not be tried yet. */
    boolean holds(int version) {
        return pause(version).filter(left -> !left.isZero()).isPresent();
    }

    void release(int version) {
        versions.remove(version);
    }

    Optional<Quarantined> find(int version) {
        return Optional.ofNullable(versions.get(version)).map(Held::version);
    }

    /** How long until the given version may be tried again, if it is here; zero if it may now. */
    Optional<Duration> pause(int version) {
        return Optional.ofNullable(versions.get(version))
                .map(held -> Duration.ofNanos(Math.max(0, held.untilNanos() - nanoTime.getAsLong())));
    }

    /** Newest version first. */
    List<Quarantined> list() {
        return versions.descendingMap().values().stream().map(Held::version).toList();
    }
}
