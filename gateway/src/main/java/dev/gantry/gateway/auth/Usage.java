package dev.gantry.gateway.auth;

import dev.gantry.contracts.access.AccessDocument.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** What a tenant has used of its limits at this gateway. */
final class Usage {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** When all requests would have been made if they had come evenly: the generic cell rate algorithm of ITU-T I.371. */
    private Instant paced = Instant.MIN;

    private LocalDate day = LocalDate.MIN;
    private long bytes;

    /** Takes a request, or says what is used up. */
    synchronized Optional<Exhausted> request(Limits limits, Instant now) {
        Optional<Exhausted> exhausted = bytesUsedUp(limits, now);
        if (exhausted.isPresent() || limits.requestsPerMinute().isEmpty()) {
            return exhausted;
        }
        int limit = limits.requestsPerMinute().getAsInt();
        Duration apart = MINUTE.dividedBy(limit);
        Instant next = paced.isAfter(now) ? paced : now;
        Instant opens = next.plus(apart).minus(MINUTE);
        if (opens.isAfter(now)) {
            return Optional.of(new Exhausted("requestsPerMinute", limit, "another in", Duration.between(now, opens)));
        }
        paced = next.plus(apart);
        return Optional.empty();
    }

    /** Counts the bodies of a request that has ended. */
    synchronized void transferred(long more, Instant now) {
        turnDay(now);
        bytes += more;
    }

    private Optional<Exhausted> bytesUsedUp(Limits limits, Instant now) {
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
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            bytes = 0;
        }
    }
}
