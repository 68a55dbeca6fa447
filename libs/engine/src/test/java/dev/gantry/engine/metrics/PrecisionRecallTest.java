package dev.gantry.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.engine.features.FeatureMatrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest {
    private static final int ROWS = 400;

    private final FeatureMatrix twoModes = modes(1, 0, 10);

    @Test
    void aSecondDrawOfTheSameKindScoresHighOnBoth() {
        PrecisionRecall same = PrecisionRecall.measure(twoModes, modes(2, 0, 10));

        assertThat(same.precision()).isGreaterThan(0.85);
        assertThat(same.recall()).isGreaterThan(0.85);
    }

    @Test
    void aMissingModeCostsRecallOnly() {
        PrecisionRecall collapsed = PrecisionRecall.measure(twoModes, modes(3, 0, 0));

        assertThat(collapsed.precision()).isGreaterThan(0.85);
        assertThat(collapsed.recall()).isCloseTo(0.5, within(0.1));
    }

    @Test
    void anInventedModeCostsPrecisionOnly() {
        PrecisionRecall inventive = PrecisionRecall.measure(modes(4, 0, 0), modes(5, 0, 10));

        assertThat(inventive.precision()).isCloseTo(0.5, within(0.1));
        assertThat(inventive.recall()).isGreaterThan(0.85);
    }

    @Test
    void oneConstantSampleIsPreciseAtMost() {
        FeatureMatrix constant = FeatureMatrix.zeros(ROWS, 2);

        assertThat(PrecisionRecall.measure(twoModes, constant).recall()).isLessThan(0.01);
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrecisionRecall.measure(twoModes, FeatureMatrix.zeros(3, 2)))
                .withMessage("3 rows: must be more than 3");
    }

    /** Unit Gaussians around two points of a line, in turn. */
    private static FeatureMatrix modes(long seed, double first, double second) {
        Random random = new Random(seed);
        FeatureMatrix rows = FeatureMatrix.zeros(ROWS, 2);
        for (int row = 0; row < ROWS; row++) {
            rows.set(row, 0, (float) ((row % 2 == 0 ? first : second) + random.nextGaussian()));
            rows.set(row, 1, (float) random.nextGaussian());
        }
        return rows;
    }
}
