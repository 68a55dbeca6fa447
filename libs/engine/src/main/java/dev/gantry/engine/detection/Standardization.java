package dev.gantry.engine.detection;

import dev.gantry.engine.features.FeatureMatrix;

/**
 * Brings every feature to mean 0 and standard deviation 1: {@code (x - mean) * scale}.
 *
 * @param mean of each feature
 * @param scale one over the standard deviation; 0 where a feature is constant
 */
// Bulk numbers, never compared.
@SuppressWarnings("ArrayRecordComponent")
record Standardization(float[] mean, float[] scale) {
    private static final double CONSTANT_BELOW = 1e-6;

    /** What {@code features} need. */
    static Standardization of(FeatureMatrix features) {
        float[] mean = new float[features.columns()];
        float[] scale = new float[features.columns()];
        for (int c = 0; c < features.columns(); c++) {
            double sum = 0;
            for (int r = 0; r < features.rows(); r++) {
                sum += features.get(r, c);
            }
            double centre = sum / features.rows();
            double squares = 0;
            for (int r = 0; r < features.rows(); r++) {
                double distance = features.get(r, c) - centre;
                squares += distance * distance;
            }
            double deviation = Math.sqrt(squares / features.rows());
            mean[c] = (float) centre;
            scale[c] = deviation < CONSTANT_BELOW ? 0 : (float) (1 / deviation);
        }
        return new Standardization(mean, scale);
    }

    /** Changes the features in place. */
    void apply(FeatureMatrix features) {
        for (int r = 0; r < features.rows(); r++) {
            for (int c = 0; c < features.columns(); c++) {
                features.set(r, c, (features.get(r, c) - mean[c]) * scale[c]);
            }
        }
    }
}
