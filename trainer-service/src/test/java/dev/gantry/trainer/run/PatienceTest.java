package dev.gantry.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Failure AWAY = new Failure.Retryable("store-unavailable", "out of reach");
    private static final Failure REFUSED = new Failure.Rejected("conflict", "no");
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void outageIsWaitedOut() {
        Patience patience = new Patience(() -> false, Duration.ofMinutes(1), PAUSE);
        assertThat(patience.run("publish", () -> succeedAfter(5, AWAY))).isEqualTo(6);
    }

    @Test
    void whatCannotPassIsNotWaitedFor() {
        Patience patience = new Patience(() -> false, Duration.ofMinutes(1), PAUSE);
        assertThatThrownBy(() -> patience.run("publish", () -> succeedAfter(1, REFUSED)))
                .isInstanceOf(GantryException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void waitingEndsWhenTheRunShouldStop() {
        Patience patience = new Patience(() -> calls.get() == 3, Duration.ofMinutes(1), PAUSE);
        assertThatThrownBy(() -> patience.run("publish", () -> succeedAfter(100, AWAY)))
                .isInstanceOf(GantryException.class);
        assertThat(calls).hasValue(3);
    }

    @Test
    void waitingEndsAtItsLimit() {
        Patience patience = new Patience(() -> false, Duration.ZERO, PAUSE);
        assertThatThrownBy(() -> patience.run("publish", () -> succeedAfter(100, AWAY)))
                .isInstanceOf(GantryException.class);
        assertThat(calls).hasValue(1);
    }

    private int succeedAfter(int failures, Failure failure) {
        if (calls.incrementAndGet() <= failures) {
            throw failure.asException();
        }
        return calls.get();
    }
}
