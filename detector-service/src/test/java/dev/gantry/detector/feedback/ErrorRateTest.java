package dev.gantry.detector.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorRateTest {
    /** Computed by hand from Wilson's formula. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0, 0.27753",
        "10, 10, 1, 0.72247, 1",
        "1, 100, 0.01, 0.0017674, 0.054486",
        "50, 100, 0.5, 0.40383, 0.59617"
    })
    void theIntervalIsWilsons(long errors, long pictures, double rate, double lower, double upper) {
        ErrorRate measured = ErrorRate.of(errors, pictures);

        assertThat(measured.rate()).isEqualTo(rate);
        assertThat(measured.lower()).isCloseTo(lower, within(1e-5));
        assertThat(measured.upper()).isCloseTo(upper, within(1e-5));
    }

    @Test
    void theEndsAreReachedExactly() {
        assertThat(ErrorRate.of(0, 100).lower()).isZero();
        assertThat(ErrorRate.of(100, 100).upper()).isEqualTo(1);
    }

    @Test
    void withoutPicturesNothingIsKnown() {
        assertThat(ErrorRate.of(0, 0)).isEqualTo(new ErrorRate(0, 0, 0, 0, 1));
    }
}
