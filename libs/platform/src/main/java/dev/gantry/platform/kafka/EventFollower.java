package dev.gantry.platform.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads a topic from its beginning and goes on following it, in no group: every follower sees every record, in order within a
 * partition. It waits for a broker that is away and for a topic that is missing.
 */
public final class EventFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EventFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaConnection connection;
    private final String topic;
    private final Consumer<ConsumerRecord<String, byte[]>> listener;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private EventFollower(KafkaConnection connection, String topic, Consumer<ConsumerRecord<String, byte[]>> listener) {
        this.connection = connection;
        this.topic = topic;
        this.listener = listener;
        this.thread = new Thread(this::run, "follow-" + topic);
        thread.setDaemon(true);
    }

    /**
     * Starts following.
     *
     * @param listener is called on the follower's thread; what it throws is logged, and the next record follows. After an error of the
     *                 machine, such as memory that is used up, the same one comes again
     */
    public static EventFollower start(
            KafkaConnection connection, String topic, Consumer<ConsumerRecord<String, byte[]>> listener) {
        EventFollower follower = new EventFollower(connection, topic, listener);
        follower.thread.start();
        return follower;
    }

    /** Whether the listener has had everything that the topic held when following began. */
    public boolean caughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** @return whether it has caught up within the time */
    public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return caughtUp.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops following; the listener is not called again once this returns. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopped()) {
            try (KafkaConsumer<String, byte[]> consumer = open()) {
                follow(consumer);
            } catch (KafkaException e) {
                LOG.warnf("event=follow-interrupted topic=%s reason=%s", topic, e.getMessage());
                pause();
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "event=follow-interrupted topic=%s", topic);
                pause();
            }
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        return new KafkaConsumer<>(
                connection.with(Map.of("enable.auto.commit", "false", "auto.offset.reset", "earliest")),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void follow(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            pause();
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        next.forEach(consumer::seek);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!stopped()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                deliver(record);
            }
            if (!caughtUp()
                    && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                caughtUp.countDown();
            }
        }
    }

    private void deliver(ConsumerRecord<String, byte[]> record) {
        if (stopped()) {
            return;
        }
        try {
            listener.accept(record);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warnf(
                    e,
                    "event=record-skipped topic=%s partition=%d offset=%d",
                    topic,
                    record.partition(),
                    record.offset());
        }
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void pause() {
        try {
            boolean unused = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
