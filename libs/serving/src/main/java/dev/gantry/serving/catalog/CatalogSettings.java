package dev.gantry.serving.catalog;

import dev.gantry.serving.session.SessionSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a catalog keeps its models.
 *
 * @param cache          folder of downloaded model files, which belongs to this process
 * @param maxCacheBytes  the oldest files make room beyond this
 * @param maxModelBytes  larger model files are refused
 * @param reconcileEvery how often the store is looked through for what no event has told
 * @param backoff        of versions that failed
 */
public record CatalogSettings(
        Path cache,
        long maxCacheBytes,
        long maxModelBytes,
        Duration reconcileEvery,
        Backoff backoff,
        MemorySettings memory,
        SessionSettings session) {
    public CatalogSettings {
        if (maxModelBytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("maxModelBytes is " + maxModelBytes + ": must be below 2 GiB");
        }
    }
}
