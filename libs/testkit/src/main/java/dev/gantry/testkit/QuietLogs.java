package dev.gantry.testkit;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the embedded servers' chatter out of the log; warnings stay.
 *
 * <p>Works wherever SLF4J ends in java.util.logging, which JBoss LogManager (Quarkus) is too.
 */
final class QuietLogs {

    /** Held strongly, since java.util.logging forgets the level of a collected logger. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.apache.kafka"),
            Logger.getLogger("kafka"),
            Logger.getLogger("state.change.logger"),
            Logger.getLogger("org.gaul"));

    private QuietLogs() {}

    static void apply() {
        QUIET.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
