package dev.gantry.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealScoresTest {
    private final RealScores hundredLessOne = RealScores.envelope(
            List.of(IntStream.rangeClosed(1, 99).asDoubleStream().toArray()));

    @Test
    void theThresholdIsTheCorrectedQuantile() {
        // floor(0.01 * 100) = 1: the greatest; floor(0.05 * 100) = 5: the fifth greatest.
        assertThat(hundredLessOne.threshold(0.01)).isEqualTo(99);
        assertThat(hundredLessOne.threshold(0.05)).isEqualTo(95);
    }

    @Test
    void tooFewScoresHoldNoThreshold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hundredLessOne.threshold(0.002))
                .withMessageContaining("99 scores hold no rate below 0.01");
    }

    @Test
    void aPictureIsAboveTheThresholdExactlyWhenItsPValueIsAtMostTheRate() {
        for (double score = 90; score < 101; score += 0.25) {
            assertThat(score > hundredLessOne.threshold(0.05)).isEqualTo(hundredLessOne.pValue(score) <= 0.05);
        }
        assertThat(hundredLessOne.pValue(1000)).isEqualTo(0.01);
        assertThat(hundredLessOne.pValue(-1000)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05})
    void newRealsExceedTheThresholdAsOftenAsStated(double rate) {
        Random random = new Random(2);
        double sum = 0;
        int trials = 300;
        for (int trial = 0; trial < trials; trial++) {
            double[] scores = random.doubles(600).toArray();
            // Uniform scores: the share above the threshold is known exactly.
            sum += 1 - RealScores.envelope(List.of(scores)).threshold(rate);
        }
        assertThat(sum / trials).isCloseTo(Math.floor(rate * 601) / 601, within(rate / 10));
    }

    @Test
    void theEnvelopeHoldsUnderEachCondition() {
        double[] plain = {1, 2, 3, 4};
        double[] compressed = {0, 0, 5, 6};

        assertThat(RealScores.envelope(List.of(plain, compressed)).ascending()).containsExactly(1.0, 2.0, 5.0, 6.0);
    }
}
