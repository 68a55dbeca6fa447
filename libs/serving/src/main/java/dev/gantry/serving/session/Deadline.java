package dev.gantry.serving.session;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.time.Duration;

/**
 * The moment at which nobody waits for an answer any more.
 *
 * @param nanoTime on the clock of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {
    public static final String EXCEEDED = "deadline-exceeded";

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** This moment, or so long from now if that is sooner. */
    public Deadline within(Duration time) {
        Deadline other = in(time);
        return other.nanoTime - nanoTime < 0 ? other : this;
    }

    public boolean expired() {
        return remainingNanos() <= 0;
    }

    /** Negative once it has passed. */
    public long remainingNanos() {
        return nanoTime - System.nanoTime();
    }

    /** Retryable, {@value #EXCEEDED}. */
    public static GantryException exceeded(String model) {
        return new Failure.Retryable(EXCEEDED, model + " had too much to do to answer in time").asException();
    }
}
