package dev.gantry.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.models.CheckpointPublished;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.testkit.EmbeddedKafka;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithKafka;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
class EventFollowerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void everyFollowerSeesEverythingFromTheBeginning(EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers());
        create(connection, topic);
        BlockingQueue<String> first = new LinkedBlockingQueue<>();
        BlockingQueue<String> second = new LinkedBlockingQueue<>();
        try (MessageProducer producer = producer(connection)) {
            send(producer, topic, "before");
            try (EventFollower one = follow(connection, topic, first);
                    EventFollower two = follow(connection, topic, second)) {
                assertThat(one.awaitCaughtUp(PATIENCE)).isTrue();
                assertThat(two.awaitCaughtUp(PATIENCE)).isTrue();
                assertThat(first).containsExactly("before");
                assertThat(second).containsExactly("before");

                send(producer, topic, "after");
                assertThat(next(first)).isEqualTo("before");
                assertThat(next(first)).isEqualTo("after");
            }
        }
    }

    @Test
    void failingListenerDoesNotStopTheFollowing(EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers());
        create(connection, topic);
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (MessageProducer producer = producer(connection);
                EventFollower follower = EventFollower.start(connection, topic, record -> {
                    if (text(record).equals("bad")) {
                        throw new IllegalStateException("a listener's fault");
                    }
                    seen.add(text(record));
                })) {
            send(producer, topic, "bad");
            send(producer, topic, "good");
            assertThat(next(seen)).isEqualTo("good");
            assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        }
    }

    @Test
    void recordThatOverflowsTheStackIsSkippedAndOneThatFindsNoMemoryComesAgain(
            EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers());
        create(connection, topic);
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        AtomicBoolean exhausted = new AtomicBoolean(true);
        try (MessageProducer producer = producer(connection);
                EventFollower follower = EventFollower.start(connection, topic, record -> {
                    if (text(record).equals("deep")) {
                        throw new StackOverflowError();
                    }
                    if (text(record).equals("large") && exhausted.getAndSet(false)) {
                        throw new OutOfMemoryError("by the test");
                    }
                    seen.add(text(record));
                })) {
            send(producer, topic, "deep");
            send(producer, topic, "large");
            send(producer, topic, "good");
            assertThat(next(seen)).isEqualTo("large");
            assertThat(next(seen)).isEqualTo("good");
            assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        }
    }

    @Test
    void followingWaitsForTheTopicAndSurvivesABrokerRestart(@TempDir Path directory) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        int port = kafka.port();
        KafkaConnection connection =
                new KafkaConnection(kafka.bootstrapServers(), Map.of("retry.backoff.max.ms", "500"));
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (EventFollower follower = follow(connection, "late", seen);
                MessageProducer producer = producer(connection)) {
            assertThat(follower.awaitCaughtUp(Duration.ofMillis(300))).isFalse();
            create(connection, "late");
            send(producer, "late", "one");
            assertThat(next(seen)).isEqualTo("one");

            kafka.close();
            kafka = EmbeddedKafka.start(directory, port);
            send(producer, "late", "two");
            assertThat(next(seen)).isEqualTo("two");
            assertThat(seen).isEmpty();
        } finally {
            kafka.close();
        }
    }

    @Test
    void eventsAreCloudEventsKeyedByTheirSubject(EmbeddedKafka kafka) throws Exception {
        KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers());
        try (TopicAdmin admin = TopicAdmin.connect(connection)) {
            admin.ensureTopics(TopicSpec.all());
        }
        TrainingEvent event = new TrainingEvent.Cancelled("job-1", "clothes", NOW, 5);
        CheckpointPublished published =
                new CheckpointPublished("clothes", 3, "job-1", 5, NOW, "0".repeat(64), Set.of("generator"));
        BlockingQueue<ConsumerRecord<String, byte[]>> events = new LinkedBlockingQueue<>();
        BlockingQueue<ConsumerRecord<String, byte[]>> models = new LinkedBlockingQueue<>();
        try (MessageProducer producer = producer(connection);
                EventFollower eventFollower = EventFollower.start(connection, Topics.TRAINING_EVENTS, events::add);
                EventFollower modelFollower = EventFollower.start(connection, Topics.MODELS, models::add)) {
            EventLog log = new EventLog(producer, "/gantry/test");
            log.publish(event, Optional.of("00-trace-span-01"));
            log.publish(published, Optional.empty());

            ConsumerRecord<String, byte[]> eventRecord = next(events);
            assertThat(eventRecord.key()).isEqualTo("job-1");
            assertThat(header(eventRecord, Headers.CE_TYPE)).isEqualTo("dev.gantry.training.cancelled");
            assertThat(header(eventRecord, Headers.CE_SOURCE)).isEqualTo("/gantry/test");
            assertThat(header(eventRecord, Headers.TRACEPARENT)).isEqualTo("00-trace-span-01");
            assertThat(Json.read(eventRecord.value(), TrainingEvent.class)).isEqualTo(event);

            ConsumerRecord<String, byte[]> modelRecord = next(models);
            assertThat(modelRecord.key()).isEqualTo("clothes");
            assertThat(Json.read(modelRecord.value(), CheckpointPublished.class))
                    .isEqualTo(published);
            assertThat(eventFollower.awaitCaughtUp(PATIENCE) && modelFollower.awaitCaughtUp(PATIENCE))
                    .isTrue();
        }
    }

    private static EventFollower follow(KafkaConnection connection, String topic, BlockingQueue<String> seen) {
        return EventFollower.start(connection, topic, record -> seen.add(text(record)));
    }

    private static MessageProducer producer(KafkaConnection connection) {
        return MessageProducer.open(connection, Duration.ofSeconds(30), new PrometheusRegistry());
    }

    private static void create(KafkaConnection connection, String topic) {
        try (TopicAdmin admin = TopicAdmin.connect(connection)) {
            admin.ensureTopics(List.of(new TopicSpec(topic, 2, Map.of())));
        }
    }

    private static void send(MessageProducer producer, String topic, String value) {
        byte[] key = "same key, same partition".getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(value).isNotNull();
        return value;
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
