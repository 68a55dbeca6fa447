package dev.gantry.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.audit.AuditedRequest;
import dev.gantry.contracts.audit.AuditedRequest.Outcome;
import dev.gantry.contracts.audit.AuditedRequest.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private long nanos = Long.MAX_VALUE - 1; // as System.nanoTime may
    private final Repeats repeats = new Repeats(MINUTE, 3, () -> nanos);

    @Test
    void firstIsToldAtOnceAndTheOthersAsOneWithTheirCount() {
        assertThat(repeats.first(refused("10.0.0.1", "hats", 0))).contains(refused("10.0.0.1", "hats", 0));
        for (int second = 1; second <= 50; second++) {
            assertThat(repeats.first(refused("10.0.0.1", "hats", second))).isEmpty();
        }

        pass(Duration.ofSeconds(59));
        assertThat(repeats.due()).isEmpty();
        pass(Duration.ofSeconds(1));
        List<AuditedRequest> due = repeats.due();
        assertThat(due).hasSize(1);
        assertThat(due.get(0).count()).isEqualTo(50);
        assertThat(due.get(0).at()).isEqualTo(START.plusSeconds(50));
        assertThat(due.get(0).address()).contains("10.0.0.1");
        assertThat(due.get(0).target().model()).contains("hats");
        assertThat(repeats.first(refused("10.0.0.1", "hats", 61))).isPresent();
    }

    @Test
    void oneThatDoesNotRepeatIsToldOnce() {
        assertThat(repeats.first(refused("10.0.0.1", "hats", 0))).isPresent();
        pass(MINUTE);
        assertThat(repeats.due()).isEmpty();
    }

    @Test
    void togetherTheyNameOnlyWhatTheyHaveInCommon() {
        repeats.first(refused("10.0.0.1", "hats", 0));
        repeats.first(refused("10.0.0.1", "hats", 1));
        repeats.first(refused("10.0.0.1", "shoes", 2));
        repeats.first(refused("10.0.0.1", "shoes", 3));

        pass(MINUTE);
        assertThat(repeats.due()).singleElement().satisfies(others -> {
            assertThat(others.target()).isEqualTo(Target.NONE);
            assertThat(others.count()).isEqualTo(3);
        });
    }

    @Test
    void moreKindsThanTheBoundAreCountedTogetherWithoutLosingOne() {
        long told = 0;
        for (int i = 0; i < 1_000; i++) {
            told += repeats.first(refused("10.0." + i / 250 + "." + i % 250, "hats", 0)).stream()
                    .mapToLong(AuditedRequest::count)
                    .sum();
        }
        assertThat(told).isEqualTo(4);

        pass(MINUTE);
        List<AuditedRequest> due = repeats.due();
        assertThat(due).singleElement().satisfies(others -> {
            assertThat(others.count()).isEqualTo(996);
            assertThat(others.action()).isEqualTo("several");
            assertThat(others.address()).isEmpty();
            assertThat(others.code()).contains("unauthorized");
        });
    }

    @Test
    void aClockThatIsSetBackDelaysNoCount() {
        repeats.first(refused("10.0.0.1", "hats", 0));
        repeats.first(refused("10.0.0.1", "hats", -3_600));

        pass(MINUTE);
        assertThat(repeats.due()).hasSize(1);
    }

    @Test
    void atTheEndTheRestIsToldBeforeItsIntervalHasPassed() {
        repeats.first(refused("10.0.0.1", "hats", 0));
        repeats.first(refused("10.0.0.1", "hats", 1));

        assertThat(repeats.rest()).singleElement().satisfies(others -> assertThat(others.count())
                .isEqualTo(1));
        assertThat(repeats.rest()).isEmpty();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static AuditedRequest refused(String address, String model, int second) {
        return new AuditedRequest(
                START.plusSeconds(second),
                Optional.empty(),
                Optional.empty(),
                Optional.of(address),
                "POST /v1/models/{model}/samples",
                new Target(Optional.of(model), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Outcome.REFUSED,
                Optional.of("unauthorized"),
                OptionalInt.of(401),
                OptionalInt.empty(),
                Optional.empty(),
                1);
    }
}
