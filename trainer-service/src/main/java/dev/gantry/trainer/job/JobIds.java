package dev.gantry.trainer.job;

import dev.gantry.contracts.Headers;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.platform.queue.Task;
import dev.gantry.platform.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Names jobs whose request does not. */
final class JobIds {
    private static final int DIGITS = 16;

    private JobIds() {}

    /** The request's own id, else one that stays the same for the same CloudEvent, or the same message, however often it comes. */
    static String of(Task<TrainingRequest> task) {
        return of(task.message(), task::header, task.id());
    }

    /** The same, for a request that nobody has taken yet. */
    static String of(TrainingRequest request, ConsumerRecord<?, ?> record) {
        return of(request, name -> Task.header(record, name), Task.id(record));
    }

    private static String of(TrainingRequest request, Function<String, Optional<String>> header, String messageId) {
        return request.jobId().orElseGet(() -> "job-" + digest(header, messageId));
    }

    private static String digest(Function<String, Optional<String>> header, String messageId) {
        String name = header.apply(Headers.CE_ID)
                .map(id -> header.apply(Headers.CE_SOURCE).orElse("") + " " + id)
                .orElse(messageId);
        return Sha256.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }
}
