package dev.gantry.cli.stack;

import java.time.Duration;

/** Is told how a local stack comes up. */
public interface StartListener {
    /** A process exists. */
    void started(String name, long pid);

    /**
     * A process can be used.
     *
     * @param took from its start
     */
    void ready(String name, int port, Duration took);
}
