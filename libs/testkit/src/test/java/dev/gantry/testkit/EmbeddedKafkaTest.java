package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
class EmbeddedKafkaTest {

    @Test
    void restartKeepsTopicsAndRecords(@TempDir Path directory) throws Exception {
        int port;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            port = kafka.port();
            createTopic(kafka, "kept");
            send(kafka, "kept", "before the restart");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port)) {
            assertThat(kafka.port()).isEqualTo(port);
            assertThat(read(kafka, "kept")).containsExactly("before the restart");
        }
    }

    @Test
    void unknownTopicIsNotCreatedByAsking(EmbeddedKafka kafka, @UniqueName String topic) {
        try (Admin admin = Admin.create(connection(kafka))) {
            assertThatThrownBy(() ->
                            admin.describeTopics(List.of(topic)).allTopicNames().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void shareGroupsAreEnabled(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(connection(kafka))) {
            assertThat(admin.describeFeatures().featureMetadata().get().finalizedFeatures())
                    .hasEntrySatisfying("share.version", range -> assertThat(range.maxVersionLevel())
                            .isPositive());
        }
    }

    @Test
    void listensOnLoopbackOnly(EmbeddedKafka kafka) throws Exception {
        Optional<InetAddress> outward = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst();
        assumeTrue(outward.isPresent(), "this machine has only loopback");
        assertThatThrownBy(() -> new Socket(outward.get(), kafka.port()).close())
                .isInstanceOf(ConnectException.class);
    }

    private static void createTopic(EmbeddedKafka kafka, String topic) throws Exception {
        try (Admin admin = Admin.create(connection(kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void send(EmbeddedKafka kafka, String topic, String value) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(connection(kafka), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static List<String> read(EmbeddedKafka kafka, String topic) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(connection(kafka), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).records(partition).stream()
                    .map(record -> record.value())
                    .toList();
        }
    }

    private static Properties connection(EmbeddedKafka kafka) {
        Properties properties = new Properties();
        properties.putAll(Map.of("bootstrap.servers", kafka.bootstrapServers(), "retry.backoff.max.ms", "200"));
        return properties;
    }
}
