package dev.gantry.platform.queue;

import dev.gantry.contracts.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * How often a message has been delivered. The broker drops a record without a trace after its delivery limit, whether the
 * deliveries ended by release or by a lapsed lock; so the last delivery of a record is spent on putting it back as a fresh one,
 * and a message delivered too often in all goes to the dead letters.
 *
 * @param earlier deliveries of the records that carried the message before
 * @param current deliveries of this record, this one included; from 1
 */
record Deliveries(int earlier, int current) {
    /** Header of a record that was put back: {@link #earlier}. */
    static final String HEADER = "gantry-deliveries";

    private static final String EXHAUSTED = "attempts-exhausted";
    private static final int MAX_DOUBLINGS = 5;

    static Deliveries of(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(HEADER);
        return new Deliveries(
                header == null || header.value() == null ? 0 : parse(header.value()),
                record.deliveryCount().orElse((short) 1));
    }

    int total() {
        return earlier + current;
    }

    /** What must become of a record that has just arrived; empty if it may be handled. */
    Optional<Ending> onArrival(int deliveryLimit, int maxAttempts) {
        if (total() > maxAttempts) {
            return Optional.of(bury("its handling never came to an end"));
        }
        return current >= deliveryLimit ? Optional.of(new Ending.PutBack(total() - 1)) : Optional.empty();
    }

    /** What becomes of a record that was handled. */
    Ending after(Settlement settlement, int maxAttempts) {
        if (settlement instanceof Settlement.Done) {
            return new Ending.Accept();
        }
        if (settlement instanceof Settlement.DeadLetter deadLetter) {
            return new Ending.Bury(deadLetter.reason());
        }
        if (settlement instanceof Settlement.Defer) {
            return new Ending.PutBack(total() - 1);
        }
        if (settlement instanceof Settlement.Retry retry && total() >= maxAttempts) {
            return bury(retry.reason().code() + ": " + retry.reason().message());
        }
        // Who gives a message back handles it well: being stopped however often must not bury it.
        return settlement instanceof Settlement.GiveBack && total() >= maxAttempts
                ? new Ending.PutBack(0)
                : new Ending.Release();
    }

    /** How long to wait before the next delivery: {@code first}, doubled with each delivery up to 32 times. */
    Duration backOff(Duration first) {
        return first.multipliedBy(1L << Math.min(total() - 1, MAX_DOUBLINGS));
    }

    private Ending bury(String lastReason) {
        return new Ending.Bury(
                new Failure.Retryable(EXHAUSTED, "given up after " + total() + " deliveries; " + lastReason));
    }

    private static int parse(byte[] value) {
        try {
            return Math.max(0, Integer.parseInt(new String(value, StandardCharsets.UTF_8)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
