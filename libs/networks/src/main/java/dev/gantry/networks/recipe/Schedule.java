package dev.gantry.networks.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.networks.InvalidFieldException;

/**
 * A setting that moves to another value while the run goes on, and stays there.
 *
 * @param setting what changes
 * @param factor  of the setting's value at the end, at least 0
 * @param images  real images until the end is reached, at least 1
 * @param curve   the way there
 */
public record Schedule(Setting setting, double factor, long images, Curve curve) {

    /** What can change during a run. */
    public enum Setting {
        /** Of all optimizers. */
        @JsonProperty("learning-rate")
        LEARNING_RATE,
        /** Of all optimizers. */
        @JsonProperty("beta2")
        BETA2,
        /** The strength of all penalties. */
        @JsonProperty("regularization")
        REGULARIZATION,
        /** Of the generator's moving average. */
        @JsonProperty("ema-half-life")
        EMA_HALF_LIFE
    }

    /** How a setting gets from its first value to its last. */
    public enum Curve {
        /** At a constant pace. */
        @JsonProperty("linear")
        LINEAR,
        /** Along half a cosine wave: slowly at both ends. */
        @JsonProperty("cosine")
        COSINE
    }

    public Schedule {
        InvalidFieldException.requireInterval("schedules.factor", factor, 0, Double.POSITIVE_INFINITY);
        InvalidFieldException.requireRange("schedules.images", images, 1, Long.MAX_VALUE);
    }

    /** What the setting is to be multiplied by once so many real images have been seen. */
    public double at(long imagesSeen) {
        double way = Math.min(1, (double) imagesSeen / images);
        // StrictMath, so that a run that moves to another machine keeps to the same values.
        double progress = curve == Curve.LINEAR ? way : (1 - StrictMath.cos(Math.PI * way)) / 2;
        return 1 + (factor - 1) * progress;
    }
}
