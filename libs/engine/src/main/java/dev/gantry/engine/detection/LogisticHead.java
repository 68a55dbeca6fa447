package dev.gantry.engine.detection;

import dev.gantry.engine.features.FeatureMatrix;

/**
 * A logistic regression on standardised features, with the ridge penalty that does best on rows it has not seen.
 *
 * @param standardization of the raw features
 * @param regression on the standardised ones
 */
record LogisticHead(Standardization standardization, LogisticRegression regression) {
    /** From strong to weak, so that each fit begins near its end. */
    private static final double[] PENALTIES = {1, 0.1, 1e-2, 1e-3, 1e-4};

    /**
     * Fits along the penalties and stops when the validation loss no longer falls.
     *
     * @param features raw; standardised in place
     * @param validation raw features of other pictures; standardised in place
     */
    static LogisticHead fit(
            FeatureMatrix features, boolean[] synthetic, FeatureMatrix validation, boolean[] validationSynthetic) {
        Standardization standardization = Standardization.of(features);
        standardization.apply(features);
        standardization.apply(validation);
        LogisticRegression best = LogisticRegression.zero(features.columns());
        double least = Double.POSITIVE_INFINITY;
        for (double penalty : PENALTIES) {
            LogisticRegression fitted = LogisticRegression.fit(features, synthetic, penalty, best);
            double loss = LogisticRegression.crossEntropy(fitted.scores(validation), validationSynthetic);
            if (loss >= least) {
                break;
            }
            best = fitted;
            least = loss;
        }
        return new LogisticHead(standardization, best);
    }

    /** The log-odds of every row of raw features, which are standardised in place. */
    double[] scores(FeatureMatrix features) {
        standardization.apply(features);
        return regression.scores(features);
    }
}
