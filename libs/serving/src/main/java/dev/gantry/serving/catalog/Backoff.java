package dev.gantry.serving.catalog;

import java.time.Duration;

/**
 * How long to leave alone what failed.
 *
 * @param first after the first failure; doubles with each further one
 * @param most  never longer than this
 */
public record Backoff(Duration first, Duration most) {
    private static final int MAX_DOUBLINGS = 20;

    Duration after(int attempts) {
        Duration delay = first.multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
        return delay.compareTo(most) < 0 ? delay : most;
    }
}
