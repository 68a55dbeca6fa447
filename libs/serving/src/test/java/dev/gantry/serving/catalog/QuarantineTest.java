package dev.gantry.serving.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuarantineTest {
    private static final Failure REASON = new Failure.Rejected("not-finite", "it is not finite");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** About to overflow, as {@link System#nanoTime} may. */
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);

    private final Quarantine quarantine = new Quarantine(
            new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5)), Clock.fixed(NOW, ZoneOffset.UTC), nanoTime::get);

    @Test
    void pausesPassWhileTheWallClockStands() {
        quarantine.add(3, REASON);
        assertThat(quarantine.holds(3)).isTrue();
        assertThat(quarantine.pause(3)).hasValue(Duration.ofSeconds(5));

        nanoTime.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(quarantine.holds(3)).isTrue();
        assertThat(quarantine.pause(3)).hasValue(Duration.ofSeconds(1));

        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(quarantine.holds(3)).isFalse();
        assertThat(quarantine.pause(3)).hasValue(Duration.ZERO);
        assertThat(quarantine.pause(4)).isEmpty();
    }

    @Test
    void peopleAreToldTheTimeOfTheWallClock() {
        quarantine.add(3, REASON);
        quarantine.add(3, REASON);

        assertThat(quarantine.list()).containsExactly(new Quarantined(3, REASON, 2, NOW.plusSeconds(10)));
    }
}
