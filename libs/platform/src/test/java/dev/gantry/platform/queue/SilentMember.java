package dev.gantry.platform.queue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A member that takes a record and is never heard of again, though it does not leave the group. */
final class SilentMember implements AutoCloseable {
    private final KafkaShareConsumer<byte[], byte[]> consumer;

    SilentMember(String bootstrapServers, String topic) {
        consumer = new KafkaShareConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        topic + "-group",
                        "share.acknowledgement.mode",
                        "explicit"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(Set.of(topic));
    }

    void take() {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (consumer.poll(Duration.ofMillis(500)).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no record came");
            }
        }
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(2));
    }
}
