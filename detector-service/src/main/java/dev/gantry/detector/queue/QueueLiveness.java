package dev.gantry.detector.queue;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The process is of little use once it takes no more requests. */
@Liveness
@Singleton
final class QueueLiveness implements HealthCheck {
    private final DetectionQueue queue;

    QueueLiveness(DetectionQueue queue) {
        this.queue = queue;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("detection-queue")
                .status(queue.alive())
                .build();
    }
}
