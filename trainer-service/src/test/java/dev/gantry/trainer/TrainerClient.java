package dev.gantry.trainer;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends requests and watches what the trainer says. */
public final class TrainerClient implements AutoCloseable {
    private static final long PATIENCE_NANOS = 180_000_000_000L;

    private final MessageProducer producer;
    private final List<TrainingEvent> events = new CopyOnWriteArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> deadLetters = new CopyOnWriteArrayList<>();
    private final List<EventFollower> followers;

    public TrainerClient(KafkaConnection kafka, MessageProducer producer) {
        this.producer = producer;
        this.followers = List.of(
                EventFollower.start(
                        kafka,
                        Topics.TRAINING_EVENTS,
                        record -> events.add(Json.read(record.value(), TrainingEvent.class))),
                EventFollower.start(kafka, Topics.deadLetters(Topics.TRAINING_REQUESTS), deadLetters::add));
    }

    /** A request for a job of seconds. */
    public static Map<String, Object> tinyRequest(String jobId, String model, long images) {
        return Map.of(
                "jobId",
                jobId,
                "model",
                model,
                "data",
                Map.of("uri", Shapes.URI, "resolution", 28, "heldOutFraction", 0.5),
                "network",
                Map.of("latent", 8, "generatorWidth", 4, "discriminatorWidth", 4),
                "recipe",
                Map.of("batch", 16),
                "budget",
                Map.of("images", images),
                "tickImages",
                64,
                "checkpointImages",
                128,
                "seed",
                7);
    }

    /** The same request for a job that fits no detector, which takes longest. */
    public static Map<String, Object> withoutDetector(Map<String, Object> request) {
        Map<String, Object> changed = new HashMap<>(request);
        changed.put("detector", Map.of("enabled", false));
        return changed;
    }

    /** A request for a detector of several models, with the data of {@link #tinyRequest}. */
    public static Map<String, Object> detectorRequest(String jobId, String model, List<String> generators) {
        return Map.of(
                "jobId",
                jobId,
                "kind",
                "detector",
                "model",
                model,
                "generators",
                generators,
                "data",
                Map.of("uri", Shapes.URI, "resolution", 28, "heldOutFraction", 0.5),
                "seed",
                7);
    }

    public void send(Object request) {
        send(Json.bytes(request));
    }

    void sendEvent(CloudEvent event, Object request) {
        producer.send(new OutgoingMessage(Topics.TRAINING_REQUESTS, "test", event, request, Optional.empty()));
    }

    void send(byte[] value) {
        producer.send(new ProducerRecord<>(Topics.TRAINING_REQUESTS, "test".getBytes(StandardCharsets.UTF_8), value));
    }

    /** Everything told so far. */
    public List<TrainingEvent> events() {
        return List.copyOf(events);
    }

    public List<TrainingEvent> events(String jobId) {
        return events.stream().filter(event -> event.jobId().equals(jobId)).toList();
    }

    /** Waits for an event of a job, but not longer than the job lasts. */
    public <E extends TrainingEvent> E await(String jobId, Class<E> type) throws InterruptedException {
        TrainingEvent event = await(
                () -> events(jobId),
                type.getSimpleName() + " of " + jobId,
                any -> type.isInstance(any) || any.terminal());
        if (!type.isInstance(event)) {
            throw new AssertionError("no " + type.getSimpleName() + " of " + jobId + ", but " + event);
        }
        return type.cast(event);
    }

    /** Waits for a dead letter that has something in its value. */
    ConsumerRecord<String, byte[]> awaitDeadLetter(String content) throws InterruptedException {
        return await(() -> deadLetters, "dead letter with " + content, letter -> new String(
                        letter.value(), StandardCharsets.UTF_8)
                .contains(content));
    }

    @Override
    public void close() {
        followers.forEach(EventFollower::close);
    }

    private static <T> T await(Supplier<List<T>> source, String what, Predicate<T> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline) {
            for (T candidate : source.get()) {
                if (wanted.test(candidate)) {
                    return candidate;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no " + what);
    }
}
