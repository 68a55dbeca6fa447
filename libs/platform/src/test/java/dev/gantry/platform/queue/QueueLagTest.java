package dev.gantry.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.kafka.TopicAdmin;
import dev.gantry.platform.kafka.TopicSpec;
import dev.gantry.testkit.EmbeddedKafka;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithKafka;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@WithKafka
class QueueLagTest {
    @Test
    void itCountsWhatWaitsAndWhatIsInHand(EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers());
        String group = topic + "-group";
        try (TopicAdmin admin = TopicAdmin.connect(connection);
                MessageProducer producer =
                        MessageProducer.open(connection, Duration.ofSeconds(30), new PrometheusRegistry())) {
            admin.ensureTopics(List.of(new TopicSpec(topic, 1, Map.of())));
            admin.ensureShareGroups(List.of(new ShareGroupSpec(group, Duration.ofSeconds(30))));
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>(topic, new byte[] {1}));
            }
            assertThat(admin.lag(group, topic)).isEqualTo(3);

            try (Member member = new Member(kafka.bootstrapServers(), topic)) {
                ConsumerRecord<byte[], byte[]> record = member.take();
                assertThat(admin.lag(group, topic)).isEqualTo(3);

                member.consumer().acknowledge(record, AcknowledgeType.ACCEPT);
                assertThat(member.consumer().commitSync().values()).allMatch(failure -> failure.isEmpty());
                assertThat(admin.lag(group, topic)).isEqualTo(2);
            }
        }
    }
}
