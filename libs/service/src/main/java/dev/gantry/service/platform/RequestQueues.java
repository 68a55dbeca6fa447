package dev.gantry.service.platform;

import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.queue.DeadLetters;
import dev.gantry.platform.queue.Decoder;
import dev.gantry.platform.queue.Handler;
import dev.gantry.platform.queue.ShareGroupWorker;
import dev.gantry.platform.queue.WorkerSettings;
import io.opentelemetry.api.trace.Tracer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;

/** Queues of requests on the platform's broker. */
@Singleton
public final class RequestQueues {
    private final KafkaConnection kafka;
    private final MessageProducer producer;
    private final DeadLetters deadLetters;
    private final PrometheusRegistry registry;
    private final Provisioning provisioning;
    private final Tracer tracer;

    RequestQueues(
            KafkaConnection kafka,
            MessageProducer producer,
            DeadLetters deadLetters,
            PrometheusRegistry registry,
            Provisioning provisioning,
            Tracer tracer) {
        this.kafka = kafka;
        this.producer = producer;
        this.deadLetters = deadLetters;
        this.registry = registry;
        this.provisioning = provisioning;
        this.tracer = tracer;
    }

    /**
     * What takes the requests of a queue, once it is started and the platform is there.
     *
     * @param requests what is taken, for the thread's name
     */
    public <T> RequestTaker taker(String requests, WorkerSettings settings, Decoder<T> decoder, Handler<T> handler) {
        return new RequestTaker(
                requests,
                provisioning,
                () -> ShareGroupWorker.start(
                        kafka, settings, decoder, handler, producer, deadLetters, registry, tracer));
    }
}
