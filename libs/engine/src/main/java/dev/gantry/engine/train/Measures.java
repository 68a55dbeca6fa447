package dev.gantry.engine.train;

/** Names of what a run measures besides its losses. */
public final class Measures {
    /** Share of real images that the discriminator takes for real, in [0, 1]. */
    public static final String REAL_ACCURACY = "realAccuracy";

    /** Share of generated images that the discriminator takes for made, in [0, 1]. */
    public static final String FAKE_ACCURACY = "fakeAccuracy";

    /** Share of pairs whose real image has the greater logit, in [0, 1]; where the loss compares pairs. */
    public static final String PAIR_ACCURACY = "pairAccuracy";

    /**
     * The mean sign of the discriminator's verdict on real images, {@code r_t} of ADA, in [-1, 1]: near 1 when it knows them by
     * heart. Where the loss compares pairs, of its verdict on which of the two is real.
     */
    public static final String REAL_SIGN = "rt";

    /** Probability of each augmentation for each sample, in [0, 1]; where the recipe augments. */
    public static final String AUGMENTATION_PROBABILITY = "augmentationProbability";

    /** Mean logit of real images. */
    public static final String REAL_LOGIT = "realLogitMean";

    /** Mean logit of generated images. */
    public static final String FAKE_LOGIT = "fakeLogitMean";

    /** L2 norm of the generator's gradient. */
    public static final String GENERATOR_GRADIENT = "generatorGradientNorm";

    /** L2 norm of the discriminator's gradient. */
    public static final String DISCRIMINATOR_GRADIENT = "discriminatorGradientNorm";

    /** L2 norm of the discriminator's gradient in the steps of lazy penalties. */
    public static final String PENALTY_GRADIENT = "penaltyGradientNorm";

    /**
     * Mean pairwise pixel distance among a tick's samples over that among as many real images: near 1 when healthy, near 0 when
     * the generator has collapsed.
     */
    public static final String DIVERSITY = "diversity";

    private Measures() {}
}
