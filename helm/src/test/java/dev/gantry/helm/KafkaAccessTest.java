package dev.gantry.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.kafka.TopicAdmin;
import dev.gantry.platform.kafka.TopicSpec;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services speak to a broker by the chart's client properties, as the chart's users, with no more rights than the chart gives them. */
class KafkaAccessTest {
    private static final String PASSWORD = "of-the-test";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Map<String, String> GROUPS =
            Map.of("trainer", "gantry-trainers", "inference", "gantry-samplers", "detector", "gantry-detectors");

    @TempDir
    static Path directory;

    private static GuardedKafka broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = GuardedKafka.start(directory.resolve("broker"));
        for (Manifest manifest : Chart.rendered(Chart.values("strimzi"))) {
            if (manifest.kind().equals("KafkaUser")) {
                broker.add(manifest, PASSWORD);
            }
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trainer", "inference", "detector", "gateway"})
    void aServiceMayDoWhatItDoesAndWriteNothingElse(String service) throws Exception {
        KafkaConnection connection = connect(service);
        JsonNode access = Chart.yaml(Chart.SOURCE.resolve("files/access.yaml")).path(service);
        List<String> writable = texts(access.path("write"));

        try (TopicAdmin admin = TopicAdmin.connect(connection);
                MessageProducer producer = MessageProducer.open(connection, TIMEOUT, new PrometheusRegistry())) {
            admin.ensureTopics(TopicSpec.all());
            admin.ensureShareGroups(ShareGroupSpec.all());
            assertThat(admin.lag("gantry-trainers", "gantry.training.requests")).isNotNegative();
            writable.forEach(topic -> producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1})));
            assertThat(TopicSpec.all().stream().map(TopicSpec::name).filter(topic -> !writable.contains(topic)))
                    .isNotEmpty()
                    .allSatisfy(topic -> assertThatThrownBy(
                                    () -> producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1})))
                            .hasMessageContaining("Not authorized"));
        }
        texts(access.path("read")).forEach(topic -> read(connection, topic));
        texts(access.path("groups")).forEach(group -> join(connection, group, service));
    }

    private static void read(KafkaConnection connection, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                connection.with(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            consumer.poll(Duration.ofMillis(200));
            assertThat(consumer.position(partitions.get(0))).isNotNegative();
        }
    }

    private static void join(KafkaConnection connection, String group, String service) {
        assertThat(group).isEqualTo(GROUPS.get(service));
        try (KafkaShareConsumer<byte[], byte[]> consumer = new KafkaShareConsumer<>(
                connection.with(Map.of("group.id", group)), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            String topic =
                    texts(Chart.yaml(Chart.SOURCE.resolve("files/access.yaml"))
                                    .path(service)
                                    .path("read"))
                            .stream()
                            .filter(name -> name.endsWith(".requests"))
                            .findFirst()
                            .orElseThrow();
            consumer.subscribe(Set.of(topic));
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            boolean taken = false;
            while (!taken && System.nanoTime() < deadline) {
                taken = !consumer.poll(Duration.ofMillis(500)).isEmpty();
            }
            assertThat(taken)
                    .as("%s takes what %s wrote to %s", group, service, topic)
                    .isTrue();
        }
    }

    /** As a pod of the service would, with its secrets in a folder of the test. */
    private static KafkaConnection connect(String service) throws IOException {
        Path secrets = Files.createDirectories(directory.resolve(service));
        Files.writeString(secrets.resolve("username"), "gantry-" + service);
        Files.writeString(secrets.resolve("password"), PASSWORD);
        Properties properties = new Properties();
        properties.load(new StringReader(
                Chart.OURS.render(Chart.values("minimal"), Map.of("kafka.authentication.kind", "scram")).stream()
                        .filter(manifest -> manifest.is("ConfigMap", "gantry-kafka-client"))
                        .findFirst()
                        .orElseThrow()
                        .at("/data/client.properties")
                        .asText()
                        .replace("/run/secrets/gantry/kafka", secrets.toString())));
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return new KafkaConnection(broker.bootstrapServers(), map);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
