package dev.gantry.trainer.job;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The process is of no use once it takes no more jobs. */
@Liveness
@Singleton
final class QueueLiveness implements HealthCheck {
    private final JobQueue queue;

    QueueLiveness(JobQueue queue) {
        this.queue = queue;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("job-queue").status(queue.alive()).build();
    }
}
