package dev.gantry.trainer.job;

import dev.gantry.contracts.Headers;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.platform.queue.Task;
import dev.gantry.platform.store.Sha256;
import java.nio.charset.StandardCharsets;

/** Names jobs whose request does not. */
final class JobIds {
    private static final int DIGITS = 16;

    private JobIds() {}

    /** The request's own id, else one that stays the same for the same CloudEvent, or the same message, however often it comes. */
    static String of(Task<TrainingRequest> task) {
        return task.message().jobId().orElseGet(() -> "job-" + digest(task));
    }

    private static String digest(Task<TrainingRequest> task) {
        String name = task.header(Headers.CE_ID)
                .map(id -> task.header(Headers.CE_SOURCE).orElse("") + " " + id)
                .orElseGet(task::id);
        return Sha256.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }
}
