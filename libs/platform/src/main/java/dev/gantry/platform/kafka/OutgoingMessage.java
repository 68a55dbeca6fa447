package dev.gantry.platform.kafka;

import dev.gantry.contracts.CloudEvent;
import java.util.Optional;

/**
 * A CloudEvent to send as JSON.
 *
 * @param key         decides the partition and, on compacted topics, what is replaced
 * @param data        any value that {@link dev.gantry.contracts.Json} can write
 * @param traceparent W3C trace context to pass on where none is current
 */
public record OutgoingMessage(String topic, String key, CloudEvent event, Object data, Optional<String> traceparent) {}
