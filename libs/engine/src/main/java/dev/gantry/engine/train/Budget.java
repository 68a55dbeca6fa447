package dev.gantry.engine.train;

import java.time.Duration;

/**
 * What a run may spend; whichever limit is reached first ends it.
 *
 * @param images real images shown to the discriminator, counting repeats
 * @param duration wall-clock time
 */
public record Budget(long images, Duration duration) {
    private static final Duration UNBOUNDED = Duration.ofNanos(Long.MAX_VALUE);

    public Budget {
        if (images < 1) {
            throw new IllegalArgumentException("budget.images is " + images + ", must be at least 1");
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("budget.duration is " + duration + ", must be positive");
        }
    }

    /** A budget of images with no time limit. */
    public static Budget ofImages(long images) {
        return new Budget(images, UNBOUNDED);
    }
}
