package dev.gantry.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A wall clock, as somebody may set it. */
public final class SteppedClock extends Clock {
    private final Clock clock;
    private volatile Duration offset = Duration.ZERO;

    private SteppedClock(Clock clock) {
        this.clock = clock;
    }

    /** One that runs on. */
    public static SteppedClock running() {
        return new SteppedClock(Clock.systemUTC());
    }

    /** One that moves when it is set, and not otherwise. */
    public static SteppedClock standing(Instant at) {
        return new SteppedClock(Clock.fixed(at, ZoneOffset.UTC));
    }

    /** @param by forward, or back if it is negative */
    public void step(Duration by) {
        offset = offset.plus(by);
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
