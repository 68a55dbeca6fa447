package dev.gantry.platform.queue;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Topics;
import dev.gantry.platform.kafka.MessageProducer;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

/** Keeps records that can never be handled, as they came, with the reason in their headers. */
public final class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private static final int MAX_CAUSE_CHARS = 4096;

    private final MessageProducer producer;
    private final Counter letters;

    public DeadLetters(MessageProducer producer, PrometheusRegistry registry) {
        this.producer = producer;
        this.letters = Counter.builder()
                .name("gantry_dead_letters_total")
                .help("Records put to the dead letters, by topic and reason")
                .labelNames("topic", "reason")
                .register(registry);
    }

    /**
     * Writes a record to the dead letters of its topic and waits until the broker has it.
     *
     * @throws dev.gantry.contracts.GantryException retryable, {@code kafka-unavailable}
     */
    public void put(ConsumerRecord<byte[], byte[]> record, Failure reason) {
        RecordHeaders headers = new RecordHeaders(record.headers());
        set(headers, Headers.DEAD_LETTER_REASON, reason.code());
        set(headers, Headers.DEAD_LETTER_CAUSE, shortened(reason.message()));
        set(headers, Headers.DEAD_LETTER_TOPIC, record.topic());
        set(headers, Headers.DEAD_LETTER_PARTITION, String.valueOf(record.partition()));
        set(headers, Headers.DEAD_LETTER_OFFSET, String.valueOf(record.offset()));
        producer.send(
                new ProducerRecord<>(Topics.deadLetters(record.topic()), null, record.key(), record.value(), headers));
        letters.labelValues(record.topic(), reason.code()).inc();
        LOG.warnf(
                "event=dead-letter topic=%s partition=%d offset=%d reason=%s cause=%s",
                record.topic(), record.partition(), record.offset(), reason.code(), shortened(reason.message()));
    }

    private static String shortened(String cause) {
        return cause.length() <= MAX_CAUSE_CHARS ? cause : cause.substring(0, MAX_CAUSE_CHARS) + "…";
    }

    private static void set(RecordHeaders headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
