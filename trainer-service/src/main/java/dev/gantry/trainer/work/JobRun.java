package dev.gantry.trainer.work;

import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.train.TrainingPlan;
import dev.gantry.networks.Role;
import java.util.Optional;

/**
 * A job that trains networks, as it is run.
 *
 * @param plan what the request comes to
 */
public record JobRun(Job job, TrainingPlan plan) {
    public String jobId() {
        return job.jobId();
    }

    public int attempt() {
        return job.attempt();
    }

    public TrainingRequest request() {
        return job.request();
    }

    public Optional<String> traceparent() {
        return job.traceparent();
    }

    public String model() {
        return job.model();
    }

    /** Length of the generator's latent. */
    public int latentSize() {
        return plan.graph(Role.GENERATOR).inputs().get(0).shape().dim(1);
    }
}
