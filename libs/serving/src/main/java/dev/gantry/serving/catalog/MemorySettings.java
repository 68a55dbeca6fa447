package dev.gantry.serving.catalog;

import java.time.Duration;

/**
 * How much is kept loaded.
 *
 * @param budget  bytes that all loaded versions may be counted with; a version that does not fit is not loaded
 * @param idle    a model that nobody has asked for so long may be unloaded to make room, and is loaded again when it is asked for
 * @param standby versions of one model that are kept loaded although they answer only who names them, the one before among them
 */
public record MemorySettings(long budget, Duration idle, int standby) {
    public MemorySettings {
        if (budget < 1 || idle.isNegative() || standby < 0) {
            throw new IllegalArgumentException("memory budget " + budget + ", idle " + idle + ", standby " + standby
                    + ": must be at least 1, 0 and 0");
        }
    }
}
