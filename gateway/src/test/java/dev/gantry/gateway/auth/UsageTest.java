package dev.gantry.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.access.AccessDocument.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final Instant NOW = Instant.parse("2026-11-26T23:00:00Z");

    private final Usage usage = new Usage();

    @Test
    void requestsOfAMinuteMayComeAtOnceAndThenEvenly() {
        for (int i = 0; i < 6; i++) {
            assertThat(usage.request(requests(6), NOW)).isEmpty();
        }
        Exhausted over = usage.request(requests(6), NOW.plusMillis(500)).orElseThrow();
        assertThat(over.quota()).isEqualTo("requestsPerMinute");
        assertThat(over.opensIn()).isEqualTo(Duration.ofMillis(9_500));
        assertThat(over.seconds()).isEqualTo(10);
        assertThat(over.sentence("acme"))
                .isEqualTo("the tenant acme has used up its requestsPerMinute, 6: another in 10 s");

        assertThat(usage.request(requests(6), NOW.plusSeconds(10))).isEmpty();
        assertThat(usage.request(requests(6), NOW.plusSeconds(11))).isPresent();
        assertThat(usage.request(requests(600), NOW.plusSeconds(11))).isEmpty();
    }

    @Test
    void restGivesNoMoreThanAMinuteBack() {
        assertThat(usage.request(requests(1), NOW)).isEmpty();
        assertThat(usage.request(requests(1), NOW.plusSeconds(3_000))).isEmpty();
        assertThat(usage.request(requests(1), NOW.plusSeconds(3_001))).isPresent();
    }

    @Test
    void bytesAreOfADay() {
        assertThat(usage.request(bytes(100), NOW)).isEmpty();
        usage.transferred(99, NOW);
        assertThat(usage.request(bytes(100), NOW)).isEmpty();
        usage.transferred(1, NOW);
        Exhausted over = usage.request(bytes(100), NOW).orElseThrow();
        assertThat(over.quota()).isEqualTo("bytesPerDay");
        assertThat(over.opensIn()).isEqualTo(Duration.ofHours(1));

        assertThat(usage.request(bytes(100), NOW.plus(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void refusedRequestUsesNothingUp() {
        assertThat(usage.request(requests(1), NOW)).isEmpty();
        Optional<Exhausted> first = usage.request(requests(1), NOW);
        assertThat(usage.request(requests(1), NOW)).isEqualTo(first);
    }

    @Test
    void whoHasNoLimitIsNeverRefused() {
        usage.transferred(Long.MAX_VALUE, NOW);
        for (int i = 0; i < 10_000; i++) {
            assertThat(usage.request(Limits.NONE, NOW)).isEmpty();
        }
    }

    private static Limits requests(int limit) {
        return new Limits(OptionalInt.empty(), OptionalInt.of(limit), OptionalLong.empty());
    }

    private static Limits bytes(long limit) {
        return new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalLong.of(limit));
    }
}
