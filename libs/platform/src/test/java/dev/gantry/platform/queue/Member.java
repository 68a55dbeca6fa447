package dev.gantry.platform.queue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A member of the fixture's share group that does only what a test tells it to. */
final class Member implements AutoCloseable {
    private final KafkaShareConsumer<byte[], byte[]> consumer;
    private @Nullable ConsumerRecord<byte[], byte[]> taken;

    Member(String bootstrapServers, String topic) {
        consumer = new KafkaShareConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", topic + "-group",
                        "share.acknowledgement.mode", "explicit",
                        "share.acquire.mode", "record_limit",
                        "max.poll.records", "1"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(Set.of(topic));
    }

    ShareConsumer<byte[], byte[]> consumer() {
        return consumer;
    }

    /** Waits for a record, which stays locked until the lock lapses. */
    ConsumerRecord<byte[], byte[]> take() {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                taken = record;
                return record;
            }
        }
        throw new AssertionError("no record came");
    }

    /** Keeps the record that was taken. */
    void renew() {
        consumer.acknowledge(taken, AcknowledgeType.RENEW);
        assertRenewed(consumer.commitSync().values().stream().allMatch(failure -> failure.isEmpty()));
        taken = take();
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(2));
    }

    private static void assertRenewed(boolean renewed) {
        if (!renewed) {
            throw new AssertionError("the record was not this member's any more");
        }
    }
}
