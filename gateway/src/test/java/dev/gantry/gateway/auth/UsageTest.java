package dev.gantry.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.access.AccessDocument.Limits;
import dev.gantry.testkit.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final Instant START = Instant.parse("2026-11-26T23:00:00Z");

    private final SteppedClock wall = SteppedClock.standing(START);
    private long nanos = Long.MAX_VALUE - 1;
    private final Usage usage = new Usage(wall, () -> nanos);

    @Test
    void requestsOfAMinuteMayComeAtOnceAndThenEvenly() {
        for (int i = 0; i < 6; i++) {
            assertThat(usage.request(requests(6))).isEmpty();
        }
        pass(Duration.ofMillis(500));
        Exhausted over = usage.request(requests(6)).orElseThrow();
        assertThat(over.quota()).isEqualTo("requestsPerMinute");
        assertThat(over.opensIn()).isEqualTo(Duration.ofMillis(9_500));
        assertThat(over.seconds()).isEqualTo(10);
        assertThat(over.sentence("acme"))
                .isEqualTo("the tenant acme has used up its requestsPerMinute, 6: another in 10 s");

        pass(Duration.ofMillis(9_500));
        assertThat(usage.request(requests(6))).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(usage.request(requests(6))).isPresent();
        assertThat(usage.request(requests(600))).isEmpty();
    }

    @Test
    void restGivesNoMoreThanAMinuteBack() {
        assertThat(usage.request(requests(1))).isEmpty();
        pass(Duration.ofMinutes(50));
        assertThat(usage.request(requests(1))).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(usage.request(requests(1))).isPresent();
    }

    @Test
    void imagesArePaidOffAfterwards() {
        assertThat(usage.request(images(60))).isEmpty();
        assertThat(usage.request(images(60))).isEmpty();
        usage.ended(images(60), 0, 59);
        assertThat(usage.request(images(60))).isEmpty();
        usage.ended(images(60), 0, 61);
        Exhausted over = usage.request(images(60)).orElseThrow();
        assertThat(over.quota()).isEqualTo("imagesPerMinute");
        assertThat(over.opensIn()).isEqualTo(Duration.ofSeconds(61));

        pass(Duration.ofSeconds(60));
        assertThat(usage.request(images(60))).isPresent();
        pass(Duration.ofSeconds(1));
        assertThat(usage.request(images(60))).isEmpty();
    }

    @Test
    void bytesAreOfADay() {
        assertThat(usage.request(bytes(100))).isEmpty();
        usage.ended(bytes(100), 99, 0);
        assertThat(usage.request(bytes(100))).isEmpty();
        usage.ended(bytes(100), 1, 0);
        Exhausted over = usage.request(bytes(100)).orElseThrow();
        assertThat(over.quota()).isEqualTo("bytesPerDay");
        assertThat(over.opensIn()).isEqualTo(Duration.ofHours(1));

        pass(Duration.ofHours(1));
        assertThat(usage.request(bytes(100))).isEmpty();
    }

    @Test
    void clockThatIsSetLeavesThePaceOfRequestsAsItIs() {
        assertThat(usage.request(requests(1))).isEmpty();
        set(START.minus(Duration.ofDays(9_000)));
        assertThat(usage.request(requests(1)).orElseThrow().opensIn()).isEqualTo(Duration.ofMinutes(1));
        set(START.plus(Duration.ofDays(9_000)));
        assertThat(usage.request(requests(1))).isPresent();
        pass(Duration.ofMinutes(1));
        assertThat(usage.request(requests(1))).isEmpty();
    }

    @Test
    void clockThatIsSetBackKeepsWhatWasUsedUntilItsOwnDayEnds() {
        set(START.plus(Duration.ofDays(9_000)));
        usage.ended(bytes(100), 100, 0);
        set(START.minus(Duration.ofDays(2)));
        assertThat(usage.request(bytes(100)).orElseThrow().opensIn()).isEqualTo(Duration.ofHours(1));

        pass(Duration.ofHours(1));
        assertThat(usage.request(bytes(100))).isEmpty();
    }

    @Test
    void refusedRequestUsesNothingUp() {
        assertThat(usage.request(requests(1))).isEmpty();
        Optional<Exhausted> first = usage.request(requests(1));
        assertThat(usage.request(requests(1))).isEqualTo(first);
    }

    @Test
    void whoHasNoLimitIsNeverRefused() {
        usage.ended(Limits.NONE, Long.MAX_VALUE, Integer.MAX_VALUE);
        for (int i = 0; i < 10_000; i++) {
            assertThat(usage.request(Limits.NONE)).isEmpty();
        }
    }

    private void pass(Duration time) {
        wall.step(time);
        nanos += time.toNanos();
    }

    private void set(Instant time) {
        wall.step(Duration.between(wall.instant(), time));
    }

    private static Limits requests(int limit) {
        return new Limits(OptionalInt.empty(), OptionalInt.of(limit), OptionalInt.empty(), OptionalLong.empty());
    }

    private static Limits images(int limit) {
        return new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(limit), OptionalLong.empty());
    }

    private static Limits bytes(long limit) {
        return new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.of(limit));
    }
}
