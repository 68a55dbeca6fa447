package dev.gantry.trainer;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends requests and watches what the trainer says. */
final class TrainerClient implements AutoCloseable {
    private static final long PATIENCE_NANOS = 180_000_000_000L;

    private final MessageProducer producer;
    private final List<TrainingEvent> events = new CopyOnWriteArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> deadLetters = new CopyOnWriteArrayList<>();
    private final List<EventFollower> followers;

    TrainerClient(KafkaConnection kafka, MessageProducer producer) {
        this.producer = producer;
        this.followers = List.of(
                EventFollower.start(
                        kafka,
                        Topics.TRAINING_EVENTS,
                        record -> events.add(Json.read(record.value(), TrainingEvent.class))),
                EventFollower.start(kafka, Topics.deadLetters(Topics.TRAINING_REQUESTS), deadLetters::add));
    }

    /** A request for a job of seconds. */
    static Map<String, Object> tinyRequest(String jobId, String model, long images) {
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

    void send(Object request) {
        send(Json.bytes(request));
    }

    void send(byte[] value) {
        producer.send(new ProducerRecord<>(Topics.TRAINING_REQUESTS, "test".getBytes(StandardCharsets.UTF_8), value));
    }

    List<TrainingEvent> events(String jobId) {
        return events.stream().filter(event -> event.jobId().equals(jobId)).toList();
    }

    /** Waits for an event of a job. */
    <E extends TrainingEvent> E await(String jobId, Class<E> type) throws InterruptedException {
        return await(
                () -> events(jobId).stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList(),
                type.getSimpleName() + " of " + jobId + "; there are " + events(jobId),
                any -> true);
    }

    /** Waits for a dead letter that has something in its value. */
    ConsumerRecord<String, byte[]> awaitDeadLetter(String content) throws InterruptedException {
        return await(() -> deadLetters, "dead letter with " + content, letter -> new String(
                        letter.value(), StandardCharsets.UTF_8)
                .contains(content));
    }

    int deadLetters() {
        return deadLetters.size();
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
