package dev.gantry.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.TrainingProgress;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The demonstration's one training job, asked for and followed over Kafka alone. */
public final class DemoJob {
    public static final String MODEL = "clothes";
    static final String ID = "demo";

    private static final Duration SEND_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Nothing that a trainer does is silent for long, even on a busy machine. */
    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(5);

    private final LocalStack stack;
    private final BlockingQueue<TrainingEvent> events = new LinkedBlockingQueue<>();

    public DemoJob(LocalStack stack) {
        this.stack = stack;
    }

    /** @param minutes wall-clock limit of the training */
    public static ObjectNode request(String uri, long images, double minutes, long seed) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("jobId", ID).put("model", MODEL).put("seed", seed);
        request.putObject("data").put("uri", uri);
        request.putObject("budget").put("images", images).put("minutes", minutes);
        request.put("tickImages", Math.max(16, images / 40)).put("checkpointImages", Math.max(64, images / 8));
        return request;
    }

    /**
     * Puts the request on its topic and hands over the job's events until it has ended.
     *
     * @return the last event
     * @throws CliException if the job fails, or nothing is heard of it for too long
     */
    public TrainingEvent.Completed run(ObjectNode request, TrainingProgress progress, Consumer<TrainingEvent> listener)
            throws InterruptedException {
        KafkaConnection kafka = stack.kafka();
        try (EventFollower follower = EventFollower.start(kafka, Topics.TRAINING_EVENTS, this::receive)) {
            if (!follower.awaitCaughtUp(SEND_LIMIT)) {
                throw CliException.failed("the topic " + Topics.TRAINING_EVENTS + " cannot be read");
            }
            send(kafka, request);
            while (true) {
                TrainingEvent event = next();
                progress.show(event);
                listener.accept(event);
                if (event instanceof TrainingEvent.Completed completed) {
                    return completed;
                }
                if (event.terminal()) {
                    throw CliException.failed("the training job did not complete; the trainer's log is "
                            + stack.directory().log("trainer"));
                }
            }
        }
    }

    private static void send(KafkaConnection kafka, ObjectNode request) {
        CloudEvent attributes = new CloudEvent(
                UUID.randomUUID().toString(), "/gantry/demo", "dev.gantry.training.requested", Instant.now());
        try (MessageProducer producer = MessageProducer.open(kafka, SEND_LIMIT, new PrometheusRegistry())) {
            producer.send(new OutgoingMessage(Topics.TRAINING_REQUESTS, ID, attributes, request, Optional.empty()));
        }
    }

    private void receive(ConsumerRecord<String, byte[]> record) {
        if (ID.equals(record.key())) {
            events.add(Json.read(record.value(), TrainingEvent.class));
        }
    }

    private TrainingEvent next() throws InterruptedException {
        long deadline = System.nanoTime() + SILENCE_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            TrainingEvent event = events.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
            if (event != null) {
                return event;
            }
            stack.throwIfOneEnded();
        }
        throw CliException.failed("nothing was heard of the training job for " + SILENCE_LIMIT.toSeconds()
                + " s; the trainer's log is " + stack.directory().log("trainer"));
    }
}
