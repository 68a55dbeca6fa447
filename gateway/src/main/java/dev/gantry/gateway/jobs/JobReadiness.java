package dev.gantry.gateway.jobs;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The gateway is ready once it knows all jobs. */
@Readiness
@Singleton
final class JobReadiness implements HealthCheck {
    private final JobFollowers followers;

    JobReadiness(JobFollowers followers) {
        this.followers = followers;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("jobs-known")
                .status(followers.caughtUp())
                .build();
    }
}
