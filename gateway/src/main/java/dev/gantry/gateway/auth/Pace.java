package dev.gantry.gateway.auth;

import java.time.Duration;

/**
 * Lets so many of something pass in a minute: as many at once, then evenly. The generic cell rate algorithm of ITU-T I.371. Times
 * are those since any one moment.
 */
final class Pace {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** When all that have passed would have, had they come evenly. */
    private Duration paced = Duration.ZERO;

    /** How long until another may pass; zero: now. */
    Duration until(Duration now, int perMinute) {
        Duration wait = next(now).plus(apart(perMinute)).minus(MINUTE).minus(now);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** Has so many pass, even if they may not yet: those after them wait longer then. */
    void pass(Duration now, int perMinute, int many) {
        paced = next(now).plus(apart(perMinute).multipliedBy(many));
    }

    private Duration next(Duration now) {
        return paced.compareTo(now) > 0 ? paced : now;
    }

    private static Duration apart(int perMinute) {
        return MINUTE.dividedBy(perMinute);
    }
}
