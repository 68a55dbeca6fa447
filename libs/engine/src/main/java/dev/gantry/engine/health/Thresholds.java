package dev.gantry.engine.health;

/**
 * When a run counts as unhealthy.
 *
 * @param collapseDiversity diversity of samples, relative to the data's, below which they have collapsed
 * @param imbalanceAccuracy accuracy of the discriminator above which it is too strong
 * @param stallTicks ticks without a change of the samples that are a stall
 * @param ticks in a row that make a collapse or an imbalance; as many healthy ones end it
 */
public record Thresholds(double collapseDiversity, double imbalanceAccuracy, int stallTicks, int ticks) {
    public Thresholds {
        if (stallTicks < 1 || ticks < 1) {
            throw new IllegalArgumentException(
                    "stallTicks is " + stallTicks + " and ticks " + ticks + ", must be at least 1");
        }
    }
}
