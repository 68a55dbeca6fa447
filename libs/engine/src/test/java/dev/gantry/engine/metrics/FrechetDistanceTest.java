package dev.gantry.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.engine.features.FeatureMatrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
    private static final int ROWS = 40_000;

    @Test
    void axisAlignedGaussiansMatchTheClosedForm() {
        FeatureMatrix a = gaussian(1, new double[] {0, 0, 0}, new double[] {1, 2, 3});
        FeatureMatrix b = gaussian(2, new double[] {1, 0, -2}, new double[] {2, 2, 1});

        // |m|² = 1 + 4; deviations differ by 1, 0 and 2.
        assertThat(FrechetDistance.between(a, b)).isCloseTo(5 + 1 + 4, within(0.2));
    }

    @Test
    void correlationCountsWhereTheMarginsAgree() {
        Random random = new Random(3);
        FeatureMatrix together = FeatureMatrix.zeros(ROWS, 2);
        FeatureMatrix opposed = FeatureMatrix.zeros(ROWS, 2);
        for (int row = 0; row < ROWS; row++) {
            float value = (float) random.nextGaussian();
            together.set(row, 0, value);
            together.set(row, 1, value);
            opposed.set(row, 0, value);
            opposed.set(row, 1, -value);
        }

        // Both covariances have trace 2, and their product is 0.
        assertThat(FrechetDistance.between(together, opposed)).isCloseTo(4, within(0.1));
    }

    @Test
    void aSetIsAtNoDistanceFromItself() {
        FeatureMatrix set = gaussian(4, new double[] {1, 2, 3}, new double[] {1, 1, 5});

        assertThat(FrechetDistance.between(set, set)).isCloseTo(0, within(1e-6));
    }

    @Test
    void constantSetsAreAtTheDistanceOfTheirMeansAndTheOthersSpread() {
        FeatureMatrix constant = gaussian(5, new double[] {3, 0}, new double[] {0, 0});
        FeatureMatrix spread = gaussian(6, new double[] {0, 0}, new double[] {1, 1});

        assertThat(FrechetDistance.between(constant, spread)).isCloseTo(9 + 2, within(0.2));
    }

    @Test
    void tooFewRowsAreRefused() {
        FeatureMatrix few = FeatureMatrix.zeros(3, 3);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrechetDistance.between(few, few))
                .withMessage("3 rows of 3 features: must be more rows than features");
    }

    private static FeatureMatrix gaussian(long seed, double[] mean, double[] deviation) {
        Random random = new Random(seed);
        FeatureMatrix rows = FeatureMatrix.zeros(ROWS, mean.length);
        for (int row = 0; row < ROWS; row++) {
            for (int c = 0; c < mean.length; c++) {
                rows.set(row, c, (float) (mean[c] + deviation[c] * random.nextGaussian()));
            }
        }
        return rows;
    }
}
