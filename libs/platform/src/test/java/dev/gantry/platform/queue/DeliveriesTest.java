package dev.gantry.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Failure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveriesTest {
    private static final int LIMIT = 5;
    private static final Settlement RETRY = new Settlement.Retry(new Failure.Retryable("code", "message"));

    @Test
    void lastDeliveryOfARecordIsSpentOnPuttingItBack() {
        assertThat(new Deliveries(0, 4).onArrival(LIMIT, 100)).isEmpty();
        assertThat(new Deliveries(3, 5).onArrival(LIMIT, 100)).contains(new Ending.PutBack(7));
    }

    @Test
    void messageThatNeverEndsIsBuriedOnArrival() {
        Optional<Ending> ending = new Deliveries(4, 2).onArrival(LIMIT, 5);
        assertThat(ending).hasValueSatisfying(bury -> assertThat(bury).isInstanceOf(Ending.Bury.class));
        assertThat(new Deliveries(4, 1).onArrival(LIMIT, 5)).isEmpty();
    }

    @Test
    void retryIsReleasedUntilTheLastAttempt() {
        assertThat(new Deliveries(0, 4).after(RETRY, 5)).isEqualTo(new Ending.Release());
        assertThat(new Deliveries(4, 1).after(RETRY, 5)).isInstanceOf(Ending.Bury.class);
    }

    @Test
    void givingBackIsNeverBuried() {
        assertThat(new Deliveries(3, 1).after(new Settlement.GiveBack(), 5)).isEqualTo(new Ending.Release());
        assertThat(new Deliveries(4, 1).after(new Settlement.GiveBack(), 5)).isEqualTo(new Ending.PutBack(0));
    }

    @Test
    void deferringPutsTheRecordBehindTheOthersAndDoesNotCount() {
        assertThat(new Deliveries(3, 2).after(new Settlement.Defer(), 5)).isEqualTo(new Ending.PutBack(4));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "5, 16", "6, 32", "50, 32"})
    void backOffDoublesUpToALimit(int total, int seconds) {
        assertThat(new Deliveries(total - 1, 1).backOff(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(seconds));
    }
}
