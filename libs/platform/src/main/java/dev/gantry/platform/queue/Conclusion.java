package dev.gantry.platform.queue;

import dev.gantry.platform.kafka.MessageProducer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

/** Writes what a record's ending asks for, before the record is acknowledged. */
final class Conclusion {
    private static final Logger LOG = Logger.getLogger(Conclusion.class);

    private final MessageProducer producer;
    private final DeadLetters deadLetters;

    Conclusion(MessageProducer producer, DeadLetters deadLetters) {
        this.producer = producer;
        this.deadLetters = deadLetters;
    }

    /**
     * Writes the dead letter, or the record anew.
     *
     * @return how to acknowledge the record then
     * @throws dev.gantry.contracts.GantryException retryable, if it cannot be written: the record must stay locked
     */
    AcknowledgeType write(ConsumerRecord<byte[], byte[]> record, Ending ending) {
        if (ending instanceof Ending.Bury bury) {
            deadLetters.put(record, bury.reason());
            return AcknowledgeType.REJECT;
        }
        if (ending instanceof Ending.PutBack fresh) {
            putBack(record, fresh.deliveries());
            return AcknowledgeType.ACCEPT;
        }
        return ending instanceof Ending.Accept ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE;
    }

    private void putBack(ConsumerRecord<byte[], byte[]> record, int deliveries) {
        RecordHeaders headers = new RecordHeaders(record.headers());
        headers.remove(Deliveries.HEADER);
        headers.add(Deliveries.HEADER, utf8(String.valueOf(deliveries)));
        if (headers.lastHeader(Task.ORIGIN) == null) {
            headers.add(Task.ORIGIN, utf8(Task.origin(record)));
        }
        producer.send(new ProducerRecord<>(record.topic(), null, record.key(), record.value(), headers));
        LOG.infof("event=put-back topic=%s offset=%d deliveries=%d", record.topic(), record.offset(), deliveries);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
