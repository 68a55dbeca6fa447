package dev.gantry.inference.queue;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether requests by Kafka are taken. */
@Liveness
@Singleton
final class SamplingLiveness implements HealthCheck {
    private final SamplingQueue queue;

    SamplingLiveness(SamplingQueue queue) {
        this.queue = queue;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sampling-queue").status(queue.alive()).build();
    }
}
