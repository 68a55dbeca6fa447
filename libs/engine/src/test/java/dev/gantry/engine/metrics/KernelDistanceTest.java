package dev.gantry.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.engine.features.FeatureMatrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KernelDistanceTest {
    private static final int ROWS = 4000;

    @Test
    void equalDistributionsScatterAroundZero() {
        assertThat(KernelDistance.between(gaussian(1, 0, ROWS), gaussian(2, 0, ROWS), 7))
                .isCloseTo(0, within(0.02));
    }

    @Test
    void aShiftMatchesTheClosedForm() {
        // For unit Gaussians around 0 and m, with one feature: E(xx'+1)³ = 1 + 3·1, E(yy'+1)³ and E(xy+1)³ by their
        // moments.
        double m = 1;
        double same = 1 + 3;
        double shifted = 1 + 3 * m * m + 3 * Math.pow(m * m + 1, 2) + Math.pow(m * m * m + 3 * m, 2);
        double crossed = 1 + 3 * (m * m + 1);

        assertThat(KernelDistance.between(gaussian(3, 0, ROWS), gaussian(4, m, ROWS), 7))
                .isCloseTo(same + shifted - 2 * crossed, within(2.5));
    }

    @Test
    void fewerRowsDoNotShiftIt() {
        double few = 0;
        for (int i = 0; i < 40; i++) {
            few += KernelDistance.between(gaussian(100 + i, 0, 40), gaussian(200 + i, 0, 40), i) / 40;
        }

        assertThat(few).isCloseTo(0, within(0.15));
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelDistance.between(gaussian(1, 0, 3), gaussian(2, 0, 3), 7))
                .withMessage("3 rows: must be at least 4");
    }

    private static FeatureMatrix gaussian(long seed, double mean, int rows) {
        Random random = new Random(seed);
        FeatureMatrix matrix = FeatureMatrix.zeros(rows, 1);
        for (int row = 0; row < rows; row++) {
            matrix.set(row, 0, (float) (mean + random.nextGaussian()));
        }
        return matrix;
    }
}
