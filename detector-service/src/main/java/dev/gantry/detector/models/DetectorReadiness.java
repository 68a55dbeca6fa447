package dev.gantry.detector.models;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The service is ready once it has looked at every model there is, which may be none. */
@Readiness
@Singleton
final class DetectorReadiness implements HealthCheck {
    private final Detectors detectors;

    DetectorReadiness(Detectors detectors) {
        this.detectors = detectors;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("detectors")
                .status(detectors.caughtUp())
                .withData("live", detectors.live().size())
                .build();
    }
}
