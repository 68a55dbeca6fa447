package dev.gantry.gateway.auth;

import dev.gantry.contracts.access.AccessDocument.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * What a tenant has used of its limits at this gateway. A clock that is set changes when the day ends and nothing else: set back, what
 * was used stays used; set forward, a new day begins early.
 */
final class Usage {
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final long startNanos;

    private final Pace requests = new Pace();
    private final Pace images = new Pace();
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
        Duration now = now();
        Optional<Exhausted> exhausted = bytesUsedUp(limits)
                .or(() -> usedUp("imagesPerMinute", images, limits.imagesPerMinute(), now))
                .or(() -> usedUp("requestsPerMinute", requests, limits.requestsPerMinute(), now));
        if (exhausted.isEmpty()) {
            limits.requestsPerMinute().ifPresent(limit -> requests.pass(now, limit, 1));
        }
        return exhausted;
    }

    /** Counts a request that has ended: the bytes of its bodies, and the images that were sampled or judged for it. */
    synchronized void ended(Limits limits, long transferred, int made) {
        turnDay(clock.instant());
        bytes += transferred;
        limits.imagesPerMinute().ifPresent(limit -> images.pass(now(), limit, made));
    }

    private Duration now() {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    }

    private static Optional<Exhausted> usedUp(String quota, Pace pace, OptionalInt limit, Duration now) {
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        Duration wait = pace.until(now, limit.getAsInt());
        return wait.isZero()
                ? Optional.empty()
                : Optional.of(new Exhausted(quota, limit.getAsInt(), "another in", wait));
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
