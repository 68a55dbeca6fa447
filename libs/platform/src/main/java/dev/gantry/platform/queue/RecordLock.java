package dev.gantry.platform.queue;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.jboss.logging.Logger;

/**
 * The broker's lock on the record being handled: renewed every third of its duration, regained when the broker has forgotten it
 * (a restart does that), and given up as lost when somebody else has the record.
 */
final class RecordLock {
    private static final Logger LOG = Logger.getLogger(RecordLock.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);

    /** How long a broker may be away before the record is taken to be another's. */
    private static final Duration MAX_UNREACHABLE = Duration.ofMinutes(10);

    private final Execution execution;
    private final Duration duration;
    private State state = State.HELD;
    private long renewAtNanos;
    private long lostAtNanos;

    RecordLock(Execution execution, Duration duration) {
        this.execution = execution;
        this.duration = duration;
        scheduleRenewal();
    }

    enum State {
        HELD,
        /** The broker has not confirmed the lock, but nobody else is known to have the record. */
        UNCONFIRMED,
        LOST
    }

    State state() {
        return state;
    }

    /** Renews or regains the lock when it is time to. */
    void tend(ShareConsumer<byte[], byte[]> consumer) {
        if (state == State.HELD && System.nanoTime() - renewAtNanos >= 0) {
            renew(consumer);
        } else if (state == State.UNCONFIRMED) {
            regain(consumer);
        }
    }

    /**
     * Ends the lock.
     *
     * @return whether the broker took it; if not, the record will be delivered again
     */
    boolean end(ShareConsumer<byte[], byte[]> consumer, AcknowledgeType type) {
        Optional<KafkaException> failure = acknowledge(consumer, execution.record(), type);
        failure.ifPresent(reason -> LOG.warnf(
                "event=acknowledgement-refused offset=%d type=%s reason=%s",
                execution.record().offset(), type, reason.toString()));
        return failure.isEmpty();
    }

    /** Goes on with a new consumer, which holds nothing yet. */
    void consumerReplaced() {
        if (state == State.HELD) {
            unconfirmed(MAX_UNREACHABLE);
        }
    }

    private void renew(ShareConsumer<byte[], byte[]> consumer) {
        Optional<KafkaException> failure = acknowledge(consumer, execution.record(), AcknowledgeType.RENEW);
        if (failure.isPresent()) {
            LOG.warnf(
                    "event=renewal-refused offset=%d reason=%s",
                    execution.record().offset(), failure.get().toString());
        }
        // A broker that answers and does not know the lock redelivers the record within its duration, to us or to
        // another.
        unconfirmed(
                failure.filter(InvalidRecordStateException.class::isInstance).isPresent() ? duration : MAX_UNREACHABLE);
        regain(consumer);
    }

    private void regain(ShareConsumer<byte[], byte[]> consumer) {
        boolean foreign = false;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (execution.isFor(record)) {
                execution.renewed(record);
                state = State.HELD;
                scheduleRenewal();
            } else {
                foreign = true;
                consumer.acknowledge(record, AcknowledgeType.RELEASE);
            }
        }
        if (foreign) {
            consumer.commitSync(COMMIT_TIMEOUT);
        }
        if (state == State.UNCONFIRMED && (foreign || System.nanoTime() - lostAtNanos >= 0)) {
            state = State.LOST;
        }
    }

    private void unconfirmed(Duration patience) {
        state = State.UNCONFIRMED;
        lostAtNanos = System.nanoTime() + patience.toNanos();
    }

    private void scheduleRenewal() {
        renewAtNanos = System.nanoTime() + duration.toNanos() / 3;
    }

    private static Optional<KafkaException> acknowledge(
            ShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
        consumer.acknowledge(record, type);
        return consumer.commitSync(COMMIT_TIMEOUT).values().stream()
                .flatMap(Optional::stream)
                .findFirst();
    }
}
