package dev.gantry.gateway.jobs;

import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything that a topic holds. */
final class Topic {
    private Topic() {}

    static List<ConsumerRecord<String, byte[]>> records(KafkaConnection kafka, String topic) {
        List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
        try (EventFollower follower = EventFollower.start(kafka, topic, records::add)) {
            Eventually.holds(follower::caughtUp);
        }
        return records;
    }
}
