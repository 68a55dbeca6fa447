package dev.gantry.cli.console;

import dev.gantry.cli.stack.StartListener;
import java.time.Duration;
import java.util.Locale;

/** Tells in a line each which process starts and which can be used. */
public final class StartLines implements StartListener {
    private final Console console;

    public StartLines(Console console) {
        this.console = console;
    }

    @Override
    public void started(String name, long pid) {
        console.tell(String.format("  %-13s starting (process %d)", name, pid));
    }

    @Override
    public void ready(String name, int port, Duration took) {
        console.tell(
                String.format(Locale.ROOT, "  %-13s ready after %.1f s, port %d", name, took.toMillis() / 1e3, port));
    }
}
