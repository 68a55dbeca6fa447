package dev.gantry.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.gateway.Names;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/** Makes of Kafka records what the job board should know. Records that say nothing of a job are left out. */
final class JobFeed {
    private static final Logger LOG = Logger.getLogger(JobFeed.class);

    private final JobBoard board;

    JobFeed(JobBoard board) {
        this.board = board;
    }

    /** A request without a job id is known only once a trainer has given it one; an invalid one once it is a dead letter. */
    void request(ConsumerRecord<String, byte[]> record) {
        try {
            TrainingRequest request = TrainingRequest.CONTRACT.decode(value(record));
            request.jobId().ifPresent(id -> board.submitted(id, request, time(record)));
        } catch (GantryException e) {
            LOG.debugf("event=request-unreadable offset=%d reason=%s", record.offset(), e.getMessage());
        }
    }

    void event(ConsumerRecord<String, byte[]> record) {
        try {
            board.told(new NumberedEvent(record.offset(), Json.read(value(record), TrainingEvent.class)));
        } catch (GantryException e) {
            LOG.warnf("event=event-unreadable offset=%d reason=%s", record.offset(), e.getMessage());
        }
    }

    void deadLetter(ConsumerRecord<String, byte[]> record) {
        JsonNode request = tree(value(record));
        name(request, "jobId")
                .ifPresent(jobId -> board.deadLettered(new TrainingEvent.Failed(
                        jobId,
                        name(request, "model").orElse(""),
                        time(record),
                        header(record, Headers.DEAD_LETTER_REASON).orElse("dead-letter"),
                        header(record, Headers.DEAD_LETTER_CAUSE).orElse("the request was put to the dead letters"))));
    }

    private static byte[] value(ConsumerRecord<String, byte[]> record) {
        return record.value() == null ? new byte[0] : record.value();
    }

    private static JsonNode tree(byte[] json) {
        try {
            return Json.readTree(json);
        } catch (GantryException e) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<String> name(JsonNode request, String field) {
        return Optional.of(request.path(field).asText("")).filter(text -> text.matches(Names.PATTERN));
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static Instant time(ConsumerRecord<String, byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }
}
