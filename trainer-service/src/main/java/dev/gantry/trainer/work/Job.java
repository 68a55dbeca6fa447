package dev.gantry.trainer.work;

import dev.gantry.contracts.training.TrainingRequest;
import java.util.Optional;

/**
 * One attempt at a job.
 *
 * @param attempt     counts from 1
 * @param request     the one that stands, every default filled in
 * @param traceparent W3C trace context of the request, passed on with everything that is told
 */
public record Job(String jobId, int attempt, TrainingRequest request, Optional<String> traceparent) {
    public String model() {
        return request.model();
    }
}
