package dev.gantry.gateway.auth;

import dev.gantry.contracts.access.AccessDocument.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a tenant has used of its limits at this gateway. A clock that is set changes when the day ends and nothing else: set back, what
 * was used stays used; set forward, a new day begins early.
 */
final class Usage {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /**
     * When, from the start, all requests would have been made if they had come evenly: the generic cell rate algorithm of ITU-T
     * I.371.
     */
    private Duration paced = Duration.ZERO;

    private LocalDate day;
    private long bytes;

    /**
     * @param clock    tells the day
     * @param nanoTime runs on evenly, as {@link System#nanoTime} does
     */
    Usage(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        startNanos = nanoTime.getAsLong();
        day = day(clock.instant());
    }

    /** Takes a request, or says what is used up. */
    synchronized Optional<Exhausted> request(Limits limits) {
        Optional<Exhausted> exhausted = bytesUsedUp(limits);
        if (exhausted.isPresent() || limits.requestsPerMinute().isEmpty()) {
            return exhausted;
        }
        int limit = limits.requestsPerMinute().getAsInt();
        Duration apart = MINUTE.dividedBy(limit);
        Duration now = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
        Duration next = paced.compareTo(now) > 0 ? paced : now;
        Duration wait = next.plus(apart).minus(MINUTE).minus(now);
        if (wait.compareTo(Duration.ZERO) > 0) {
            return Optional.of(new Exhausted("requestsPerMinute", limit, "another in", wait));
        }
        paced = next.plus(apart);
        return Optional.empty();
    }

    /** Counts the bodies of a request that has ended. */
    synchronized void transferred(long more) {
        turnDay(clock.instant());
        bytes += more;
    }

    private Optional<Exhausted> bytesUsedUp(Limits limits) {
        Instant now = clock.instant();
        turnDay(now);
        if (limits.bytesPerDay().isEmpty() || bytes < limits.bytesPerDay().getAsLong()) {
            return Optional.empty();
        }
        Instant midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Optional.of(new Exhausted(
                "bytesPerDay",
                limits.bytesPerDay().getAsLong(),
                "the next day of UTC begins in",
                Duration.between(now, midnight)));
    }

    private void turnDay(Instant now) {
        LocalDate today = day(now);
        if (today.isAfter(day)) {
            bytes = 0;
        }
        day = today;
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
