package dev.gantry.engine.detection;

import dev.gantry.engine.features.FeatureMatrix;
import java.util.Arrays;

/**
 * A linear score whose sigmoid is the probability of {@code synthetic}. Both classes weigh the same whatever their
 * numbers, so the score is a log-odds at even odds.
 *
 * @param weights one a feature
 * @param bias added to the inner product
 */
// Bulk numbers, never compared.
@SuppressWarnings("ArrayRecordComponent")
record LogisticRegression(double[] weights, double bias) {
    private static final int MAX_ITERATIONS = 100;
    private static final double TOLERANCE = 1e-4;

    /** A model that knows nothing. */
    static LogisticRegression zero(int features) {
        return new LogisticRegression(new double[features], 0);
    }

    /**
     * Minimizes mean cross-entropy plus {@code penalty / 2} times the squared weights; the bias is free.
     *
     * @param synthetic the class of each row; both classes must occur
     * @param start where to begin; only the time to converge depends on it
     */
    static LogisticRegression fit(
            FeatureMatrix features, boolean[] synthetic, double penalty, LogisticRegression start) {
        int columns = features.columns();
        double[] classWeight = classWeights(synthetic);
        double[] begin = Arrays.copyOf(start.weights, columns + 1);
        begin[columns] = start.bias;
        double[] found = Lbfgs.minimize(
                (point, gradient) -> loss(features, synthetic, classWeight, penalty, point, gradient),
                begin,
                MAX_ITERATIONS,
                TOLERANCE);
        return new LogisticRegression(Arrays.copyOf(found, columns), found[columns]);
    }

    /** The log-odds of {@code synthetic} for a row. */
    double score(FeatureMatrix features, int row) {
        return features.dot(row, weights) + bias;
    }

    /** The log-odds of every row. */
    double[] scores(FeatureMatrix features) {
        double[] scores = new double[features.rows()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = score(features, row);
        }
        return scores;
    }

    /** Mean cross-entropy with both classes weighing the same, in nats; log 2 for a model that knows nothing. */
    static double crossEntropy(double[] scores, boolean[] synthetic) {
        double[] classWeight = classWeights(synthetic);
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += classWeight[synthetic[i] ? 1 : 0] * softplus(synthetic[i] ? -scores[i] : scores[i]);
        }
        return sum;
    }

    private static double loss(
            FeatureMatrix features,
            boolean[] synthetic,
            double[] classWeight,
            double penalty,
            double[] point,
            double[] gradient) {
        int columns = features.columns();
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (int row = 0; row < features.rows(); row++) {
            double score = features.dot(row, point) + point[columns];
            double weight = classWeight[synthetic[row] ? 1 : 0];
            loss += weight * softplus(synthetic[row] ? -score : score);
            double error = weight * (sigmoid(score) - (synthetic[row] ? 1 : 0));
            features.addTo(gradient, row, error);
            gradient[columns] += error;
        }
        for (int c = 0; c < columns; c++) {
            loss += penalty / 2 * point[c] * point[c];
            gradient[c] += penalty * point[c];
        }
        return loss;
    }

    /** What a row of {@code real} and of {@code synthetic} weighs, so that each class sums to one half. */
    private static double[] classWeights(boolean[] synthetic) {
        int positives = 0;
        for (boolean value : synthetic) {
            positives += value ? 1 : 0;
        }
        if (positives == 0 || positives == synthetic.length) {
            throw new IllegalArgumentException(
                    positives + " of " + synthetic.length + " rows are synthetic: both classes must occur");
        }
        return new double[] {0.5 / (synthetic.length - positives), 0.5 / positives};
    }

    static double sigmoid(double score) {
        return 1 / (1 + Math.exp(-score));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
