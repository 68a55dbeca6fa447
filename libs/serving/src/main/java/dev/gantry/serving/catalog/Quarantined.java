package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import java.time.Instant;

/**
 * A version that failed.
 *
 * @param attempts made so far
 * @param retryAt  when it is tried again, if it is still wanted
 */
public record Quarantined(int version, Failure reason, int attempts, Instant retryAt) {}
