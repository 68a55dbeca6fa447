package dev.gantry.contracts.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.models.Routing.Canary;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void promotionRemembersWhoAnsweredBefore() {
        Routing first = Routing.NONE.promote(3, OptionalInt.of(2), NOW);
        assertThat(first).isEqualTo(new Routing(OptionalInt.of(3), OptionalInt.of(2), Optional.empty(), NOW));
        assertThat(first.promote(5, OptionalInt.of(3), NOW).previous()).hasValue(3);
    }

    @Test
    void promotingWhoAnswersAlreadyForgetsNothing() {
        Routing again = Routing.NONE.promote(3, OptionalInt.of(2), NOW).promote(3, OptionalInt.of(3), NOW);
        assertThat(again.champion()).hasValue(3);
        assertThat(again.previous()).hasValue(2);
    }

    @Test
    void promotedCanaryIsTriedNoMoreAndAnotherOneStays() {
        Routing trial = Routing.NONE.withCanary(new Canary(4, 10), NOW);
        assertThat(trial.promote(4, OptionalInt.of(3), NOW).canary()).isEmpty();
        assertThat(trial.promote(5, OptionalInt.of(3), NOW).canary()).hasValue(new Canary(4, 10));
        assertThat(trial.withoutCanary(NOW).canary()).isEmpty();
    }

    @Test
    void championThatIsGivenUpCanBeRolledBackTo() {
        Routing following = Routing.NONE.promote(3, OptionalInt.of(2), NOW).follow(NOW);
        assertThat(following.champion()).isEmpty();
        assertThat(following.previous()).hasValue(3);
    }

    @Test
    void keysOfEventsTellTheModel() {
        assertThat(RoutingChanged.modelOf(RoutingChanged.key("clothes"))).isEqualTo("clothes");
        assertThat(RoutingChanged.modelOf("clothes")).isEqualTo("clothes");
    }
}
