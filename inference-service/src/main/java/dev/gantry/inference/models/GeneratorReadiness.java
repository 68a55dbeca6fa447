package dev.gantry.inference.models;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The server is ready once it has looked at every model there is, which may be none. */
@Readiness
@Singleton
final class GeneratorReadiness implements HealthCheck {
    private final Generators generators;

    GeneratorReadiness(Generators generators) {
        this.generators = generators;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("models")
                .status(generators.caughtUp())
                .withData("known", generators.catalog().models().size())
                .build();
    }
}
