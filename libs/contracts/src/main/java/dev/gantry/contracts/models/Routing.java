package dev.gantry.contracts.models;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which versions of a model answer those who name none.
 *
 * @param champion  answers; absent: the newest version does
 * @param previous  answered before the champion, and does so again after a roll back
 * @param canary    answers a share of the requests instead
 * @param updatedAt when this was decided
 */
public record Routing(OptionalInt champion, OptionalInt previous, Optional<Canary> canary, Instant updatedAt) {
    /** Of a model about which nothing was decided. */
    public static final Routing NONE =
            new Routing(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Instant.EPOCH);

    /**
     * A version that is tried on few.
     *
     * @param percent of the seeds that it answers, 1 to 99; always the same seeds while it grows
     */
    public record Canary(int version, int percent) {}

    /**
     * Lets a version answer from now on.
     *
     * @param answering the version that does so now, if one does
     */
    public Routing promote(int version, OptionalInt answering, Instant now) {
        OptionalInt before = answering.isPresent() && answering.getAsInt() != version ? answering : previous;
        return new Routing(OptionalInt.of(version), before, canary.filter(c -> c.version() != version), now);
    }

    /** Lets the newest version answer from now on. */
    public Routing follow(Instant now) {
        return new Routing(OptionalInt.empty(), champion.isPresent() ? champion : previous, canary, now);
    }

    public Routing withCanary(Canary tried, Instant now) {
        return new Routing(champion, previous, Optional.of(tried), now);
    }

    public Routing withoutCanary(Instant now) {
        return new Routing(champion, previous, Optional.empty(), now);
    }
}
