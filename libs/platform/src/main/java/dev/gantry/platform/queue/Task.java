package dev.gantry.platform.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A message in the hands of a handler.
 *
 * @param <T> what the record was decoded to
 */
public final class Task<T> {
    /** Header of a record that was put back: {@link #id} of the first one. */
    static final String ORIGIN = "gantry-origin";

    private final T message;
    private final ConsumerRecord<byte[], byte[]> record;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable StopRequest stopRequest;

    Task(T message, ConsumerRecord<byte[], byte[]> record) {
        this.message = message;
        this.record = record;
    }

    /** Why a handler should stop. */
    public enum StopRequest {
        /** The worker is closing: give the message back. */
        CLOSING,
        /** Another worker has the message now: what this one does is in vain. */
        LOST
    }

    public T message() {
        return message;
    }

    /** Names the message: the topic, partition, offset and time of its first record, the same across all redeliveries. */
    public String id() {
        return id(record);
    }

    /** A UUID made of {@link #id}, for messages that bring no id of their own. */
    public String uuid() {
        return UUID.nameUUIDFromBytes(id().getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** As {@link #id()}, for a record that nobody has taken yet. */
    public static String id(ConsumerRecord<?, ?> record) {
        return header(record, ORIGIN).orElseGet(() -> origin(record));
    }

    /** Of the record's topic. */
    public int partition() {
        return record.partition();
    }

    /** The record's place in its partition. */
    public long offset() {
        return record.offset();
    }

    /** The record's key; empty if it has none. */
    public Optional<String> key() {
        return Optional.ofNullable(record.key()).map(key -> new String(key, StandardCharsets.UTF_8));
    }

    /** The last header of that name; empty if it has none, or one without a value. */
    public Optional<String> header(String name) {
        return header(record, name);
    }

    /** The last header of that name; empty if the record has none, or one without a value. */
    public static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return Optional.ofNullable(header).map(Header::value).map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /** Present from the moment the handler should stop. */
    public Optional<StopRequest> stopRequest() {
        return Optional.ofNullable(stopRequest);
    }

    static String origin(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "-" + record.offset() + "-" + record.timestamp();
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    void requestStop(StopRequest reason) {
        if (stopRequest == null) {
            stopRequest = reason;
            stop.countDown();
        }
    }

    /** Waits unless it should stop. */
    void pause(Duration duration) throws InterruptedException {
        boolean unused = stop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
