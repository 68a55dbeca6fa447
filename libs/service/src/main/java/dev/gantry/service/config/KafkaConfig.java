package dev.gantry.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where Kafka is. */
@ConfigMapping(prefix = "gantry.kafka")
public interface KafkaConfig {
    /** {@code host:port} pairs, separated by commas. */
    @WithDefault("127.0.0.1:19092")
    String bootstrapServers();

    /** Any further client property, for instance {@code "security.protocol"}. */
    Map<String, String> properties();

    /** A file of further client properties, as Kafka's own tools take it; {@link #properties()} stand above it. */
    Optional<Path> propertiesFile();
}
