package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The failed versions of one model. Written by the loader alone. */
final class Quarantine {
    private static final int MAX_VERSIONS = 16;

    private final Backoff backoff;
    private final Clock clock;
    private final ConcurrentSkipListMap<Integer, Quarantined> versions = new ConcurrentSkipListMap<>();

    Quarantine(Backoff backoff, Clock clock) {
        this.backoff = backoff;
        this.clock = clock;
    }

    /** Puts a version away for longer each time; the oldest version is forgotten when there are too many. */
    Quarantined add(int version, Failure reason) {
        Quarantined before = versions.get(version);
        int attempts = before == null ? 1 : before.attempts() + 1;
        Quarantined entry =
                new Quarantined(version, reason, attempts, clock.instant().plus(backoff.after(attempts)));
        versions.put(version, entry);
        if (versions.size() > MAX_VERSIONS) {
            versions.pollFirstEntry();
        }
        return entry;
    }

    /** Whether the version must not be tried yet. */
    boolean holds(int version) {
        Quarantined entry = versions.get(version);
        return entry != null && clock.instant().isBefore(entry.retryAt());
    }

    void release(int version) {
        versions.remove(version);
    }

    Optional<Quarantined> find(int version) {
        return Optional.ofNullable(versions.get(version));
    }

    /** When the given version may be tried again, if it is here. */
    Optional<Instant> retryAt(int version) {
        return find(version).map(Quarantined::retryAt);
    }

    /** Newest version first. */
    List<Quarantined> list() {
        return List.copyOf(versions.descendingMap().values());
    }
}
