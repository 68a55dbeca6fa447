package dev.gantry.service.platform;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** A service is ready while Kafka and the object store answer. */
@Readiness
@Singleton
final class PlatformReadiness implements HealthCheck {
    private final Provisioning provisioning;

    PlatformReadiness(Provisioning provisioning) {
        this.provisioning = provisioning;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("platform").up();
        for (Dependency dependency : provisioning.dependencies()) {
            if (dependency.problem().isEmpty()) {
                response.withData(dependency.name(), "up");
            } else {
                response.down().withData(dependency.name(), dependency.problem());
            }
        }
        return response.build();
    }
}
