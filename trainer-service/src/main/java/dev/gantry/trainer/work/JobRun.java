package dev.gantry.trainer.work;

import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.train.TrainingPlan;
import dev.gantry.networks.Role;
import java.util.Optional;

/**
 * A job as it is run.
 *
 * @param attempt     counts from 1
 * @param request     the one that stands, every default filled in
 * @param plan        what the request comes to
 * @param traceparent W3C trace context of the request, passed on with everything the run tells
 */
public record JobRun(
        String jobId, int attempt, TrainingRequest request, TrainingPlan plan, Optional<String> traceparent) {
    public String model() {
        return request.model();
    }

    /** Length of the generator's latent. */
    public int latentSize() {
        return plan.graph(Role.GENERATOR).inputs().get(0).shape().dim(1);
    }
}
