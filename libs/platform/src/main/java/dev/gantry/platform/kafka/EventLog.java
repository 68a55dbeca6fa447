package dev.gantry.platform.kafka;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.models.CheckpointPublished;
import dev.gantry.contracts.models.RoutingChanged;
import dev.gantry.contracts.training.TrainingEvent;
import java.util.Optional;
import java.util.UUID;

/** Tells what happens to jobs and models. */
public final class EventLog {
    private static final String CHECKPOINT_PUBLISHED = "dev.gantry.models.published";
    private static final String ROUTING_CHANGED = "dev.gantry.models.routed";

    private final MessageProducer producer;
    private final String source;

    /** @param source who tells, for instance {@code /gantry/trainer/host-1} */
    public EventLog(MessageProducer producer, String source) {
        this.producer = producer;
        this.source = source;
    }

    /**
     * Tells what happens to a job: terminal events wait until the broker has them, others are written in the background, in the
     * same order.
     *
     * @throws dev.gantry.contracts.GantryException retryable, {@code kafka-unavailable}, when a terminal event cannot be written
     */
    public void publish(TrainingEvent event, Optional<String> traceparent) {
        CloudEvent attributes =
                new CloudEvent(UUID.randomUUID().toString(), source, event.cloudEventType(), event.at());
        OutgoingMessage message =
                new OutgoingMessage(Topics.TRAINING_EVENTS, event.jobId(), attributes, event, traceparent);
        if (event.terminal()) {
            producer.send(message);
        } else {
            producer.sendLater(message);
        }
    }

    /**
     * Announces a version to the servers and waits until the broker has it.
     *
     * @throws dev.gantry.contracts.GantryException retryable, {@code kafka-unavailable}
     */
    public void publish(CheckpointPublished published, Optional<String> traceparent) {
        CloudEvent attributes =
                new CloudEvent(UUID.randomUUID().toString(), source, CHECKPOINT_PUBLISHED, published.at());
        producer.send(new OutgoingMessage(Topics.MODELS, published.model(), attributes, published, traceparent));
    }

    /**
     * Tells the servers that other versions answer from now on, and waits until the broker has it.
     *
     * @throws dev.gantry.contracts.GantryException retryable, {@code kafka-unavailable}
     */
    public void publish(RoutingChanged changed) {
        CloudEvent attributes = new CloudEvent(
                UUID.randomUUID().toString(),
                source,
                ROUTING_CHANGED,
                changed.routing().updatedAt());
        producer.send(new OutgoingMessage(
                Topics.MODELS, RoutingChanged.key(changed.model()), attributes, changed, Optional.empty()));
    }
}
