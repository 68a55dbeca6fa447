package dev.gantry.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where spans go. */
@ConfigMapping(prefix = "gantry.tracing")
public interface TracingConfig {
    /** Base URL of a receiver of OTLP over HTTP, for instance {@code http://collector:4318}; absent: no span is recorded. */
    Optional<URI> endpoint();

    /** Share of the traces begun here that are recorded, 0 to 1; those begun elsewhere are recorded as their flag says. */
    @WithDefault("1")
    double sampleRatio();
}
