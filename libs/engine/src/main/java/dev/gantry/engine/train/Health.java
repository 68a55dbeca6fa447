package dev.gantry.engine.train;

/**
 * Signs of balance and collapse, averaged over the steps of a tick.
 *
 * @param realAccuracy share of real images with a positive logit, in [0, 1]
 * @param fakeAccuracy share of generated images with a negative logit, in [0, 1]
 * @param realLogitMean mean logit of real images
 * @param fakeLogitMean mean logit of generated images
 * @param generatorGradientNorm L2 norm of the generator's gradient
 * @param discriminatorGradientNorm L2 norm of the discriminator's gradient
 * @param diversity mean pairwise pixel distance among generated images over that among real ones: near 1 when healthy,
 *     near 0 when the generator has collapsed; measured once, on the tick's samples
 */
public record Health(
        double realAccuracy,
        double fakeAccuracy,
        double realLogitMean,
        double fakeLogitMean,
        double generatorGradientNorm,
        double discriminatorGradientNorm,
        double diversity) {}
