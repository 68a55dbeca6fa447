package dev.gantry.service.origin;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.origin.OriginMark;
import dev.gantry.contracts.sampling.Emission;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.Outbox;
import dev.gantry.platform.kafka.OutgoingMessage;
import dev.gantry.service.config.EmissionConfig;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Tells on their topic which pictures were given out, through an {@link Outbox}. */
@Singleton
public final class EmissionLog implements EmissionListener {
    private static final String EVENT_SOURCE = "/gantry/inference";
    private static final String EVENT_TYPE = "dev.gantry.sampling.emission";

    /** Some seconds of the busiest service, about 6 MB. */
    private static final int CAPACITY = 10_000;

    private static final int LAST = ObserverMethod.DEFAULT_PRIORITY + 1000;

    private final Clock clock;
    private final boolean recorded;
    private final Outbox outbox;

    EmissionLog(MessageProducer producer, EmissionConfig config, PrometheusRegistry registry, Clock clock) {
        this.clock = clock;
        this.recorded = config.recorded();
        Counter dropped = Counter.builder()
                .name("gantry_emissions_dropped_total")
                .help("Pictures given out that were not told of, since too many were waiting for Kafka")
                .register(registry);
        outbox = Outbox.open("emissions", CAPACITY, producer, dropped);
    }

    @Override
    public void emitted(OriginMark.Claim claim) {
        if (recorded) {
            Emission emission =
                    new Emission(claim.model(), claim.version(), claim.pixelsSha256(), claim.look(), clock.instant());
            outbox.send(message(emission));
        }
    }

    /** After what is under way has ended, while the producer, which goes before other beans do, is still there. */
    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) @Priority(LAST) ShutdownEvent end) {
        outbox.close();
    }

    private static OutgoingMessage message(Emission emission) {
        CloudEvent event = new CloudEvent(UUID.randomUUID().toString(), EVENT_SOURCE, EVENT_TYPE, emission.at());
        return new OutgoingMessage(
                Topics.SAMPLING_EMISSIONS, emission.pixelsSha256(), event, emission, Optional.empty());
    }
}
