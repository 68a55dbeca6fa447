package dev.gantry.contracts.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void plattIsALogisticCurve() {
        Calibration platt = new Calibration.Platt(2, -1);

        assertThat(platt.probability(0.5)).isEqualTo(0.5);
        assertThat(platt.probability(3)).isCloseTo(1 / (1 + Math.exp(-5)), within(1e-12));
    }

    @Test
    void isotonicInterpolatesBetweenItsKnotsAndIsFlatOutside() {
        Calibration isotonic = new Calibration.Isotonic(List.of(0.0, 1.0, 1.0, 3.0), List.of(0.1, 0.2, 0.6, 1.0));

        assertThat(isotonic.probability(-5)).isEqualTo(0.1);
        assertThat(isotonic.probability(0.5)).isCloseTo(0.15, within(1e-12));
        assertThat(isotonic.probability(2)).isCloseTo(0.8, within(1e-12));
        assertThat(isotonic.probability(9)).isEqualTo(1.0);
    }
}
