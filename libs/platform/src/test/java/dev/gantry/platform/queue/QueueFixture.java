package dev.gantry.platform.queue;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Topics;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.kafka.TopicAdmin;
import dev.gantry.platform.kafka.TopicSpec;
import io.opentelemetry.api.OpenTelemetry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic with its dead letters, a share group and workers on them. */
final class QueueFixture implements AutoCloseable {
    /** Refuses the text {@code poison}, and fails on {@code trap}. */
    static final Decoder<String> DECODER = value -> {
        String text = new String(value, StandardCharsets.UTF_8);
        if (text.equals("poison")) {
            throw Failure.Rejected.invalidField("model", "(absent)", "it is required")
                    .asException();
        }
        if (text.startsWith("trap")) {
            throw new IllegalStateException("a fault of the decoder");
        }
        return text;
    };

    private final KafkaConnection connection;
    private final String topic;
    private final WorkerSettings settings;
    private final MessageProducer producer;
    private final List<ShareGroupWorker<String>> workers = new ArrayList<>();
    private final List<PrometheusRegistry> registries = new ArrayList<>();

    QueueFixture(String bootstrapServers, String topic, Duration lock, int maxAttempts) {
        this.connection = new KafkaConnection(bootstrapServers, Map.of("retry.backoff.max.ms", "500"));
        this.topic = topic;
        ShareGroupSpec group = new ShareGroupSpec(topic + "-group", lock);
        this.settings = new WorkerSettings(topic, group, maxAttempts, Duration.ofMillis(20), Duration.ofSeconds(5));
        try (TopicAdmin admin = TopicAdmin.connect(connection)) {
            admin.ensureTopics(
                    List.of(new TopicSpec(topic, 1, Map.of()), new TopicSpec(Topics.deadLetters(topic), 1, Map.of())));
            admin.ensureShareGroups(List.of(group));
        }
        this.producer = MessageProducer.open(connection, Duration.ofSeconds(20), new PrometheusRegistry());
    }

    void send(String... values) {
        for (String value : values) {
            producer.send(new ProducerRecord<>(topic, null, utf8("key"), utf8(value)));
        }
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    void send(OutgoingMessage message) {
        producer.send(message);
    }

    ShareGroupWorker<String> work(Handler<String> handler) {
        PrometheusRegistry registry = new PrometheusRegistry();
        ShareGroupWorker<String> worker = ShareGroupWorker.start(
                connection,
                settings,
                DECODER,
                handler,
                producer,
                new DeadLetters(producer, registry),
                registry,
                OpenTelemetry.noop().getTracer("test"));
        workers.add(worker);
        registries.add(registry);
        return worker;
    }

    /** Waits for that many dead letters, and a little longer to see that no more come. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters(int expected) {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        TopicPartition partition = new TopicPartition(Topics.deadLetters(topic), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                connection.with(Map.of("auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
            while (letters.size() < expected && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            }
            consumer.poll(Duration.ofMillis(500)).forEach(letters::add);
        }
        return letters;
    }

    /** Messages whose wait until they were first taken was measured. */
    long measuredWaits() {
        return registries.stream()
                .flatMap(registry -> registry.scrape("gantry_queue_wait_duration_seconds"::equals).stream())
                .flatMap(metric -> ((HistogramSnapshot) metric).getDataPoints().stream())
                .mapToLong(HistogramSnapshot.HistogramDataPointSnapshot::getCount)
                .sum();
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        workers.forEach(ShareGroupWorker::close);
        producer.close();
    }
}
