package dev.gantry.platform.kafka;

import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Json;
import dev.gantry.platform.tracing.TraceContext;
import io.opentelemetry.context.Context;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes messages idempotently and durably ({@code acks=all}). One per service, safe for use by several threads. */
public final class MessageProducer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MessageProducer.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Counter sent;

    private MessageProducer(KafkaProducer<byte[], byte[]> producer, Counter sent) {
        this.producer = producer;
        this.sent = sent;
    }

    /** @param timeout after which a message that could not be written is given up */
    public static MessageProducer open(KafkaConnection connection, Duration timeout, PrometheusRegistry registry) {
        long millis = timeout.toMillis();
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                connection.with(Map.of(
                        "enable.idempotence",
                        "true",
                        "acks",
                        "all",
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        "0",
                        "max.request.size",
                        String.valueOf(TopicSpec.MAX_DEAD_LETTER_BYTES),
                        "max.block.ms",
                        String.valueOf(millis),
                        "delivery.timeout.ms",
                        String.valueOf(millis),
                        "request.timeout.ms",
                        String.valueOf(Math.min(millis, 10_000)))),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        Counter sent = Counter.builder()
                .name("gantry_kafka_messages_sent_total")
                .help("Messages written to Kafka, or given up")
                .labelNames("topic", "result")
                .register(registry);
        return new MessageProducer(producer, sent);
    }

    /**
     * Writes a message and waits until the broker has it.
     *
     * @throws dev.gantry.contracts.GantryException retryable, {@code kafka-unavailable}; the message may have been written
     */
    public void send(OutgoingMessage message) {
        send(record(message));
    }

    /** As {@link #send(OutgoingMessage)}, with a record as it stands. */
    public void send(ProducerRecord<byte[], byte[]> record) {
        String what = "write to " + record.topic();
        try {
            KafkaFailures.await(what, producer.send(record, (metadata, failure) -> count(record.topic(), failure)));
        } catch (KafkaException e) {
            throw KafkaFailures.unavailable(what, e);
        }
    }

    /** Writes a message in the background; a failure is logged and counted. */
    public void sendLater(OutgoingMessage message) {
        try {
            Future<?> unused = producer.send(record(message), (metadata, failure) -> {
                count(message.topic(), failure);
                if (failure != null) {
                    logLoss(message, failure);
                }
            });
        } catch (KafkaException e) {
            count(message.topic(), e);
            logLoss(message, e);
        }
    }

    /** Writes records and waits until the broker has them, or some cannot be written. */
    Unwritten sendAll(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
        List<Future<?>> sending = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            Future<?> sent = begin(record);
            sending.add(sent);
            if (sent.isDone() && failure(sent).isPresent()) { // the next one would wait as long in vain
                break;
            }
        }
        List<ProducerRecord<byte[], byte[]>> unwritten = new ArrayList<>();
        Optional<Throwable> reason = Optional.empty();
        for (int i = 0; i < records.size(); i++) {
            Optional<Throwable> failure = i < sending.size() ? failure(sending.get(i)) : reason;
            if (failure.isPresent()) {
                unwritten.add(records.get(i));
                reason = failure;
            }
        }
        return new Unwritten(unwritten, reason);
    }

    /**
     * What the broker may not have.
     *
     * @param records in order
     * @param reason  of the last one; absent if there is none
     */
    record Unwritten(List<ProducerRecord<byte[], byte[]>> records, Optional<Throwable> reason) {
        Unwritten {
            records = List.copyOf(records);
        }
    }

    private Future<?> begin(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    count(record.topic(), null);
                }
            });
        } catch (KafkaException | IllegalStateException e) { // the latter once it is closed
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Optional<Throwable> failure(Future<?> sent) throws InterruptedException {
        try {
            sent.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Waits a while for what is under way. */
    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private void count(String topic, @Nullable Exception failure) {
        sent.labelValues(topic, failure == null ? "ok" : "failed").inc();
    }

    private static void logLoss(OutgoingMessage message, Exception failure) {
        LOG.warnf(
                "event=message-lost topic=%s key=%s type=%s reason=%s",
                message.topic(), message.key(), message.event().type(), failure.getMessage());
    }

    /** A message that belongs to the trace that is current. */
    static ProducerRecord<byte[], byte[]> record(OutgoingMessage message) {
        RecordHeaders headers = new RecordHeaders();
        message.event().headers().forEach((name, value) -> headers.add(name, utf8(value)));
        message.traceparent().ifPresent(value -> headers.add(Headers.TRACEPARENT, utf8(value)));
        TraceContext.inject(Context.current(), headers, MessageProducer::replace);
        return new ProducerRecord<>(message.topic(), null, utf8(message.key()), Json.bytes(message.data()), headers);
    }

    private static void replace(@Nullable RecordHeaders headers, String name, String value) {
        if (headers != null) {
            headers.remove(name);
            headers.add(name, utf8(value));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
