package dev.gantry.platform.kafka;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;

/** What the faults of Kafka mean to the platform. */
final class KafkaFailures {
    static final String UNAVAILABLE = "kafka-unavailable";

    private KafkaFailures() {}

    static <T> T await(String what, Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw unavailable(what, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(what, e);
        }
    }

    static GantryException unavailable(String what, Throwable cause) {
        String reason = cause instanceof KafkaException ? cause.getMessage() : cause.toString();
        return new GantryException(new Failure.Retryable(UNAVAILABLE, what + ": " + reason), cause);
    }
}
