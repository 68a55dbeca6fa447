package dev.gantry.platform.kafka;

import java.util.HashMap;
import java.util.Map;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers {@code host:port} pairs, separated by commas
 * @param properties       any further client property, for instance {@code security.protocol}
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> properties) {
    public KafkaConnection {
        properties = Map.copyOf(properties);
    }

    public KafkaConnection(String bootstrapServers) {
        this(bootstrapServers, Map.of());
    }

    /** A client's configuration: this connection, then what the client itself needs. */
    public Map<String, Object> with(Map<String, ?> clientProperties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("bootstrap.servers", bootstrapServers);
        all.putAll(clientProperties);
        return all;
    }
}
