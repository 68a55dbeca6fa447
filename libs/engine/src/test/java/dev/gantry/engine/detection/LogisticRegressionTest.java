package dev.gantry.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.engine.features.FeatureMatrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    @Test
    void theGeneratingWeightsAreRecovered() {
        double[] truth = {1.5, -2, 0.5};
        Sample sample = Sample.draw(20_000, truth, 1, 3);

        LogisticRegression fitted =
                LogisticRegression.fit(sample.features(), sample.synthetic(), 0, LogisticRegression.zero(3));

        assertThat(fitted.weights()).containsExactly(truth, within(0.12));
    }

    @Test
    void theGradientVanishesAtTheSolution() {
        Sample sample = Sample.draw(500, new double[] {1, -1}, 0, 9);
        double penalty = 0.05;

        LogisticRegression fitted =
                LogisticRegression.fit(sample.features(), sample.synthetic(), penalty, LogisticRegression.zero(2));

        double best = penalized(fitted, sample, penalty);
        for (int c = 0; c < 2; c++) {
            for (double nudge : new double[] {-1e-2, 1e-2}) {
                double[] weights = fitted.weights().clone();
                weights[c] += nudge;
                assertThat(penalized(new LogisticRegression(weights, fitted.bias()), sample, penalty))
                        .isGreaterThan(best);
            }
        }
    }

    @Test
    void classesWeighTheSameWhateverTheirNumbers() {
        FeatureMatrix features = new FeatureMatrix(6, 1, new float[] {-1, 1, 1, 1, 1, 1});
        boolean[] synthetic = {false, true, true, true, true, true};

        LogisticRegression fitted = LogisticRegression.fit(features, synthetic, 0.1, LogisticRegression.zero(1));

        assertThat(fitted.bias()).isCloseTo(0, within(1e-3));
    }

    @Test
    void thePenaltyKeepsSeparableWeightsFinite() {
        FeatureMatrix features = new FeatureMatrix(2, 1, new float[] {-1, 1});

        LogisticRegression fitted =
                LogisticRegression.fit(features, new boolean[] {false, true}, 1e-3, LogisticRegression.zero(1));

        // d/dw [log(1 + e^-w) + w²/2000] = 0
        assertThat(fitted.weights()[0]).isCloseTo(5.24, within(0.1));
    }

    @Test
    void bothClassesMustOccur() {
        FeatureMatrix features = new FeatureMatrix(2, 1, new float[] {-1, 1});

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LogisticRegression.fit(features, new boolean[] {true, true}, 1, LogisticRegression.zero(1)))
                .withMessageContaining("2 of 2 rows are synthetic");
    }

    @Test
    void knowingNothingCostsOneBit() {
        assertThat(LogisticRegression.crossEntropy(new double[3], new boolean[] {true, false, true}))
                .isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void theHeadChoosesAPenaltyThatGeneralises() {
        double[] truth = new double[60];
        truth[0] = 1;
        Sample few = Sample.draw(80, truth, 0, 5);
        Sample others = Sample.draw(400, truth, 0, 6);
        LogisticHead head = LogisticHead.fit(few.features(), few.synthetic(), others.features(), others.synthetic());

        LogisticRegression unpenalized =
                LogisticRegression.fit(few.features(), few.synthetic(), 1e-6, LogisticRegression.zero(60));

        assertThat(LogisticRegression.crossEntropy(head.regression().scores(others.features()), others.synthetic()))
                .isLessThan(LogisticRegression.crossEntropy(unpenalized.scores(others.features()), others.synthetic()));
    }

    @Test
    void constantFeaturesAreSilenced() {
        FeatureMatrix features = new FeatureMatrix(3, 2, new float[] {7, 1, 7, 2, 7, 3});

        Standardization.of(features).apply(features);

        assertThat(features.get(2, 0)).isZero();
        assertThat(features.get(2, 1)).isCloseTo(1.2247f, within(1e-3f));
    }

    private static double penalized(LogisticRegression model, Sample sample, double penalty) {
        double squares = 0;
        for (double weight : model.weights()) {
            squares += weight * weight;
        }
        return LogisticRegression.crossEntropy(model.scores(sample.features()), sample.synthetic())
                + penalty / 2 * squares;
    }

    // Bulk numbers, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Sample(FeatureMatrix features, boolean[] synthetic) {
        static Sample draw(int rows, double[] weights, double bias, long seed) {
            Random random = new Random(seed);
            FeatureMatrix features = FeatureMatrix.zeros(rows, weights.length);
            boolean[] synthetic = new boolean[rows];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < weights.length; c++) {
                    features.set(r, c, (float) random.nextGaussian());
                }
                double score = features.dot(r, weights) + bias;
                synthetic[r] = random.nextDouble() < LogisticRegression.sigmoid(score);
            }
            return new Sample(features, synthetic);
        }
    }
}
