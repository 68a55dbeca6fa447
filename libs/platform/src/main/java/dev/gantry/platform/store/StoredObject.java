package dev.gantry.platform.store;

import java.time.Instant;

/**
 * An object in the store.
 *
 * @param size bytes
 */
public record StoredObject(String key, long size, Instant lastModified) {}
