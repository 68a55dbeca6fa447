package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.service.callers.Reach;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.05", "0.050", "5e-2", "0.01", "0.002"})
    void acceptedRatesMayBeWrittenInAnyWay(String rate) {
        assertThat(Question.parse(Optional.empty(), Optional.of(rate), Reach.EVERYTHING)
                        .falsePositiveRate())
                .hasValue(Double.parseDouble(rate));
    }

    @Test
    void anAbsentRateIsLeftToTheService() {
        assertThat(Question.parse(Optional.of("a"), Optional.empty(), Reach.EVERYTHING)
                        .falsePositiveRate())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.03", "Infinity", "0,01"})
    void whatIsAcceptedIsTold(String rate) {
        assertThatThrownBy(() -> Question.parse(Optional.empty(), Optional.of(rate), Reach.EVERYTHING))
                .hasMessageContaining("falsePositiveRate is " + rate + ": must be one of 0.05, 0.01, 0.002");
    }
}
