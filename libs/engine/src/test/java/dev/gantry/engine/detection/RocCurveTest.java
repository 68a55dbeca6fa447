package dev.gantry.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RocCurveTest {

    @Test
    void areaIsTheShareOfPairsInOrder() {
        Random random = new Random(8);
        double[] real = random.ints(50, 0, 30).asDoubleStream().toArray();
        double[] synthetic = random.ints(40, 10, 40).asDoubleStream().toArray();
        double wins = 0;
        for (double s : synthetic) {
            for (double r : real) {
                wins += s > r ? 1 : s == r ? 0.5 : 0;
            }
        }

        assertThat(RocCurve.area(real, synthetic)).isCloseTo(wins / 2000, within(1e-12));
    }

    @Test
    void scoresThatSayNothingHaveAnAreaOfOneHalf() {
        assertThat(RocCurve.area(new double[] {1, 1, 1}, new double[] {1, 1})).isEqualTo(0.5);
    }

    @Test
    void theThresholdItselfIsNotAbove() {
        assertThat(RocCurve.shareAbove(new double[] {1, 2, 3, 4}, 2)).isEqualTo(0.5);
    }
}
