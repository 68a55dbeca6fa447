package dev.gantry.cli.stack;

import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the embedded servers' processes share: they end with their parent, stop in order, and fail loudly. */
final class ChildMain {
    private static final Logger LOG = Logger.getLogger(ChildMain.class.getName());

    private ChildMain() {}

    /** Starts a server that runs until this process is told to end. */
    static void serve(Supplier<? extends AutoCloseable> start) {
        ParentWatch.start();
        try {
            AutoCloseable server = start.get();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        } catch (RuntimeException e) { // threads of a half-started server would keep the process alive
            LOG.log(Level.SEVERE, "cannot start", e);
            System.exit(1);
        }
    }

    private static void stop(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "cannot stop", e);
        }
    }
}
