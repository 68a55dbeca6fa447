package dev.gantry.contracts.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.contracts.models.Probe;
import org.junit.jupiter.api.Test;

class OutputStatisticsTest {

    @Test
    void deviationIsThatOfThePopulation() {
        OutputStatistics statistics = OutputStatistics.of(new float[] {-1, 0, 1, 0});
        assertThat(statistics.mean()).isZero();
        assertThat(statistics.deviation()).isCloseTo(Math.sqrt(0.5), within(1e-12));
    }

    @Test
    void matchesWithinTheTolerance() {
        Probe probe = new OutputStatistics(0.25, 0.5).probe(7, 16, 0.01);
        assertThat(new OutputStatistics(0.255, 0.495).matches(probe)).isTrue();
        assertThat(new OutputStatistics(0.27, 0.5).matches(probe)).isFalse();
        assertThat(new OutputStatistics(0.25, 0.52).matches(probe)).isFalse();
    }

    @Test
    void valuesThatAreNotFiniteNeverMatch() {
        Probe anything = new Probe(0, 1, 0, 0, Double.MAX_VALUE);
        assertThat(OutputStatistics.of(new float[] {1, Float.NaN}).matches(anything))
                .isFalse();
        assertThat(OutputStatistics.of(new float[] {1, Float.POSITIVE_INFINITY}).matches(anything))
                .isFalse();
    }
}
