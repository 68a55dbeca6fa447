package dev.gantry.platform.queue;

import dev.gantry.platform.kafka.ShareGroupSpec;
import java.time.Duration;

/**
 * How a worker takes messages.
 *
 * @param topic       of the messages; its dead letters go to {@code <topic>.dlq}
 * @param group       the share group and its limits
 * @param maxAttempts deliveries, over all redeliveries of a message, after which it goes to the dead letters
 * @param backOff     between a first failure and the next delivery; doubles with each further one up to 32 times
 * @param stopGrace   how long a handler may take to stop before its message is given back without it
 */
public record WorkerSettings(
        String topic, ShareGroupSpec group, int maxAttempts, Duration backOff, Duration stopGrace) {}
