package dev.gantry.service.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How requests by Kafka are tried again. */
public interface RequestsConfig {
    /** Deliveries after which a request that keeps failing goes to the dead letters. */
    @WithDefault("8")
    int maxAttempts();

    /** Between a first failure and the next delivery; doubles with each further one. */
    @WithDefault("1S")
    Duration backOff();
}
