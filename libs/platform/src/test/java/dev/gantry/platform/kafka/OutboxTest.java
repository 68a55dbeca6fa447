package dev.gantry.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.testkit.EmbeddedKafka;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithKafka;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
class OutboxTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int CAPACITY = 100;

    private final Counter dropped =
            Counter.builder().name("dropped_total").help("Messages").build();

    @Test
    void whatWaitsIsWrittenBeforeItIsClosed(EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers());
        create(connection, topic);
        try (MessageProducer producer = MessageProducer.open(connection, TIMEOUT, new PrometheusRegistry())) {
            Outbox outbox = Outbox.open("test", CAPACITY, producer, dropped);
            List<String> keys =
                    IntStream.range(0, CAPACITY).mapToObj(String::valueOf).toList();
            keys.forEach(key -> outbox.send(message(topic, key)));
            outbox.close();

            assertThat(outbox.waiting()).isZero();
            assertThat(keys(connection, topic, CAPACITY)).isEqualTo(keys);
            outbox.send(message(topic, "late"));
            assertThat(dropped.get()).isOne();
        }
    }

    @Test
    @Timeout(120)
    void messagesOutlastABrokerThatIsAwayForLongerThanAProducerWaits(@TempDir Path directory) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        int port = kafka.port();
        KafkaConnection connection =
                new KafkaConnection(kafka.bootstrapServers(), Map.of("retry.backoff.max.ms", "500"));
        create(connection, "kept");
        try (MessageProducer producer = MessageProducer.open(connection, TIMEOUT, new PrometheusRegistry());
                Outbox outbox = Outbox.open("test", CAPACITY, producer, dropped)) {
            outbox.send(message("kept", "before"));
            assertThat(keys(connection, "kept", 1)).containsExactly("before");
            kafka.close();
            outbox.send(message("kept", "meanwhile"));
            outbox.send(message("kept", "meanwhile, too"));
            Thread.sleep(TIMEOUT.plusSeconds(2).toMillis());
            assertThat(outbox.waiting()).isEqualTo(2);

            kafka = EmbeddedKafka.start(directory, port);
            assertThat(keys(connection, "kept", 3)).containsExactly("before", "meanwhile", "meanwhile, too");
            assertThat(dropped.get()).isZero();
        } finally {
            kafka.close();
        }
    }

    @Test
    @Timeout(60)
    void whatDoesNotFitIsCountedAndSoIsWhatIsLeftAtTheEnd() {
        try (MessageProducer producer = MessageProducer.open(
                new KafkaConnection("127.0.0.1:1"), Duration.ofSeconds(30), new PrometheusRegistry())) {
            Outbox outbox = Outbox.open("test", CAPACITY, producer, dropped);
            for (int i = 0; i < 3 * CAPACITY; i++) {
                outbox.send(message("nowhere", "key"));
            }
            assertThat(dropped.get()).isBetween((double) CAPACITY, 2.0 * CAPACITY);
            assertThat(outbox.waiting() + dropped.get()).isEqualTo(3 * CAPACITY);
            outbox.close();
            assertThat(dropped.get()).isEqualTo(3 * CAPACITY);
        }
    }

    private static OutgoingMessage message(String topic, String key) {
        CloudEvent event = new CloudEvent(key, "/gantry/test", "dev.gantry.test", Instant.EPOCH);
        return new OutgoingMessage(topic, key, event, Map.of(), Optional.empty());
    }

    private static void create(KafkaConnection connection, String topic) {
        try (TopicAdmin admin = TopicAdmin.connect(connection)) {
            admin.ensureTopics(List.of(new TopicSpec(topic, 1, Map.of())));
        }
    }

    private static List<String> keys(KafkaConnection connection, String topic, int count) throws InterruptedException {
        BlockingQueue<ConsumerRecord<String, byte[]>> seen = new LinkedBlockingQueue<>();
        List<String> keys = new ArrayList<>();
        try (EventFollower follower = EventFollower.start(connection, topic, seen::add)) {
            while (keys.size() < count) {
                ConsumerRecord<String, byte[]> next = seen.poll(40, TimeUnit.SECONDS);
                assertThat(next).isNotNull();
                keys.add(next.key());
            }
            assertThat(follower.awaitCaughtUp(Duration.ofSeconds(40))).isTrue();
        }
        return keys;
    }
}
