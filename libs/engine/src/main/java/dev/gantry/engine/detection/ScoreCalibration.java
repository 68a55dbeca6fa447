package dev.gantry.engine.detection;

/** Turns a raw score into the probability that a picture is synthetic, at even odds; never decreasing in the score. */
public sealed interface ScoreCalibration permits PlattScaling, IsotonicCalibration {
    /** From this many pictures on the shape of the curve is left to the data. */
    int ISOTONIC_FROM = 1000;

    /** In [0, 1]. */
    double probability(double score);

    /**
     * Platt scaling below {@value #ISOTONIC_FROM} scores, isotonic regression from there on.
     *
     * @param pictures distinct pictures that the scores come from
     */
    static ScoreCalibration fit(double[] scores, boolean[] synthetic, int pictures) {
        return pictures < ISOTONIC_FROM
                ? PlattScaling.fit(scores, synthetic)
                : IsotonicCalibration.fit(scores, synthetic);
    }
}
