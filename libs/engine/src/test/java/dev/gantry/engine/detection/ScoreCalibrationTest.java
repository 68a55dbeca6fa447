package dev.gantry.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreCalibrationTest {
    private static final double TRUE_SLOPE = 0.7;
    private static final double TRUE_INTERCEPT = -0.4;

    private final double[] scores = new double[4000];
    private final boolean[] synthetic = new boolean[4000];

    /** Even odds, and log-odds of {@code TRUE_SLOPE * score + TRUE_INTERCEPT}: two Gaussians of one deviation. */
    ScoreCalibrationTest() {
        Random random = new Random(4);
        double deviation = 2;
        double distance = TRUE_SLOPE * deviation * deviation;
        double middle = -TRUE_INTERCEPT / TRUE_SLOPE;
        for (int i = 0; i < scores.length; i++) {
            synthetic[i] = i % 2 == 0;
            scores[i] = middle + (synthetic[i] ? 0.5 : -0.5) * distance + deviation * random.nextGaussian();
        }
    }

    @Test
    void plattFindsTheCurve() {
        PlattScaling fitted = PlattScaling.fit(scores, synthetic);

        assertThat(fitted.slope()).isCloseTo(TRUE_SLOPE, within(0.05));
        assertThat(fitted.intercept()).isCloseTo(TRUE_INTERCEPT, within(0.08));
    }

    @Test
    void isotonicFollowsTheSameCurve() {
        IsotonicCalibration fitted = IsotonicCalibration.fit(scores, synthetic);

        for (double score = -3; score <= 4; score += 0.5) {
            double truth = LogisticRegression.sigmoid(TRUE_SLOPE * score + TRUE_INTERCEPT);
            assertThat(fitted.probability(score)).isCloseTo(truth, within(0.08));
        }
    }

    @ParameterizedTest
    @CsvSource({"999, PlattScaling", "1000, IsotonicCalibration"})
    void theNumberOfPicturesDecidesTheMethod(int pictures, String method) {
        assertThat(ScoreCalibration.fit(scores, synthetic, pictures).getClass().getSimpleName())
                .isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource({"1", "2000"})
    void probabilitiesNeverFallAndStayInside(int pictures) {
        ScoreCalibration fitted = ScoreCalibration.fit(scores, synthetic, pictures);
        double before = 0;
        for (double score = -20; score < 20; score += 0.01) {
            double probability = fitted.probability(score);
            assertThat(probability).isBetween(before, 1.0);
            before = probability;
        }
        assertThat(fitted.probability(-20)).isPositive();
    }

    @Test
    void perfectSeparationIsNotCertainty() {
        double[] separated = {-2, -1, 1, 2};
        boolean[] classes = {false, false, true, true};

        assertThat(IsotonicCalibration.fit(separated, classes).probability(9)).isEqualTo(0.75);
        assertThat(PlattScaling.fit(separated, classes).probability(1)).isBetween(0.6, 0.99);
    }

    @Test
    void equalScoresShareOneProbability() {
        IsotonicCalibration fitted =
                IsotonicCalibration.fit(new double[] {0, 1, 1, 2}, new boolean[] {false, false, true, true});

        assertThat(fitted.probability(1)).isEqualTo(0.5);
    }
}
