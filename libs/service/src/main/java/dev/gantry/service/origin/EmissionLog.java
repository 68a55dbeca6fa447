package dev.gantry.service.origin;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.origin.OriginMark;
import dev.gantry.contracts.sampling.Emission;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import dev.gantry.service.config.EmissionConfig;
import io.opentelemetry.context.Context;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells on their topic which pictures were given out. A thread of its own hands them to Kafka, since a producer that cannot reach
 * its broker makes its caller wait; what does not fit into the queue before it is given up and counted.
 */
@Singleton
public final class EmissionLog implements EmissionListener {
    private static final String EVENT_SOURCE = "/gantry/inference";
    private static final String EVENT_TYPE = "dev.gantry.sampling.emission";

    /** Some seconds of the busiest service, about 4 MB. */
    private static final int CAPACITY = 10_000;

    private static final long CLOSE_SECONDS = 3;

    private final MessageProducer producer;
    private final Clock clock;
    private final boolean recorded;
    private final Counter dropped;
    private final ThreadPoolExecutor executor;

    EmissionLog(MessageProducer producer, EmissionConfig config, PrometheusRegistry registry, Clock clock) {
        this.producer = producer;
        this.clock = clock;
        this.recorded = config.recorded();
        dropped = Counter.builder()
                .name("gantry_emissions_dropped_total")
                .help("Pictures given out that were not told of, since too many were waiting for Kafka")
                .register(registry);
        executor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(CAPACITY),
                task -> {
                    Thread thread = new Thread(task, "emissions");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, full) -> dropped.inc());
    }

    @Override
    public void emitted(OriginMark.Claim claim) {
        if (recorded) {
            Emission emission =
                    new Emission(claim.model(), claim.version(), claim.pixelsSha256(), claim.look(), clock.instant());
            executor.execute(Context.current().wrap(() -> producer.sendLater(message(emission))));
        }
    }

    /** Hands over what is waiting, for a while. */
    @PreDestroy
    void close() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
            executor.shutdownNow();
        }
    }

    private static OutgoingMessage message(Emission emission) {
        CloudEvent event = new CloudEvent(UUID.randomUUID().toString(), EVENT_SOURCE, EVENT_TYPE, emission.at());
        return new OutgoingMessage(
                Topics.SAMPLING_EMISSIONS, emission.pixelsSha256(), event, emission, Optional.empty());
    }
}
