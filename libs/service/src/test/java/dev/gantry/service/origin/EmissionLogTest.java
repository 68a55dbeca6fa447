package dev.gantry.service.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.origin.OriginMark;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EmissionLogTest {
    private static final OriginMark.Claim CLAIM =
            new OriginMark.Claim("clothes", 3, "0f".repeat(32), "0".repeat(64), "0".repeat(16), OriginMark.TRAINED);

    private static final KafkaConnection NOBODY = new KafkaConnection("127.0.0.1:1");
    private static final int PICTURES = 30_000;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final MessageProducer producer = MessageProducer.open(NOBODY, Duration.ofSeconds(30), registry);

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    @Timeout(20)
    void nobodyWaitsForABrokerThatIsAway() {
        EmissionLog log = new EmissionLog(producer, () -> true, registry, Clock.systemUTC());

        for (int i = 0; i < PICTURES; i++) {
            log.emitted(CLAIM);
        }

        assertThat(dropped()).isBetween(PICTURES / 2.0, PICTURES - 1.0);
        log.stop(new ShutdownEvent());
    }

    @Test
    void nothingIsToldWhenItIsSwitchedOff() {
        EmissionLog log = new EmissionLog(producer, () -> false, registry, Clock.systemUTC());

        for (int i = 0; i < PICTURES; i++) {
            log.emitted(CLAIM);
        }

        assertThat(dropped()).isZero();
        log.stop(new ShutdownEvent());
    }

    private double dropped() {
        return registry.scrape("gantry_emissions_dropped"::equals).stream()
                .map(CounterSnapshot.class::cast)
                .mapToDouble(counter ->
                        Objects.requireNonNull(counter.getDataPoints().get(0)).getValue())
                .sum();
    }
}
