package dev.gantry.serving.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT10S", "6, PT2M40S", "7, PT5M", "1000000, PT5M"})
    void delayDoublesUpToTheMost(int attempts, Duration delay) {
        assertThat(new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5)).after(attempts))
                .isEqualTo(delay);
    }
}
