package dev.gantry.benchmarks;

import dev.gantry.cli.console.CliException;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.MessageProducer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends training requests over Kafka and keeps what is told of the jobs. */
final class JobWatch implements AutoCloseable {
    private static final Duration SEND_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final LocalStack stack;
    private final List<TrainingEvent> events = new CopyOnWriteArrayList<>();
    private final EventFollower follower;

    JobWatch(LocalStack stack) throws InterruptedException {
        this.stack = stack;
        follower = EventFollower.start(
                stack.kafka(),
                Topics.TRAINING_EVENTS,
                record -> events.add(Json.read(record.value(), TrainingEvent.class)));
        if (!follower.awaitCaughtUp(SEND_LIMIT)) {
            throw CliException.failed("the topic " + Topics.TRAINING_EVENTS + " cannot be read");
        }
    }

    void send(String request) {
        try (MessageProducer producer = MessageProducer.open(stack.kafka(), SEND_LIMIT, new PrometheusRegistry())) {
            producer.send(
                    new ProducerRecord<>(Topics.TRAINING_REQUESTS, null, request.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** What was told of a job so far, in that order. */
    <E extends TrainingEvent> List<E> events(String jobId, Class<E> type) {
        return events.stream()
                .filter(event -> event.jobId().equals(jobId) && type.isInstance(event))
                .map(type::cast)
                .toList();
    }

    /** Waits for the first event of that kind. */
    <E extends TrainingEvent> E await(String jobId, Class<E> type, Duration limit) throws InterruptedException {
        return await(jobId, type, event -> true, limit);
    }

    /**
     * Waits for an event.
     *
     * @return the first that is wanted
     * @throws CliException if the job ends without it, or it does not come in time
     */
    <E extends TrainingEvent> E await(String jobId, Class<E> type, Predicate<E> wanted, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            for (TrainingEvent event : events(jobId, TrainingEvent.class)) {
                if (type.isInstance(event) && wanted.test(type.cast(event))) {
                    return type.cast(event);
                }
                if (event.terminal()) {
                    throw CliException.failed("the job " + jobId + " ended too early: " + event);
                }
            }
            Thread.sleep(POLL.toMillis());
        }
        throw CliException.failed("no " + type.getSimpleName() + " of " + jobId + " came within " + limit.toSeconds()
                + " s; the logs are in " + stack.directory().root());
    }

    @Override
    public void close() {
        follower.close();
    }
}
