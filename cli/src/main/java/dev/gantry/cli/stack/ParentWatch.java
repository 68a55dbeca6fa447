package dev.gantry.cli.stack;

import java.io.IOException;
import java.time.Duration;

/**
 * Ends this process when the one that started it is gone, however it went: a child of the local stack holds the reading end of
 * a pipe whose only writer is the parent, so that the kernel closes it even when the parent was killed.
 *
 * <p>Works as a Java agent, so that it also guards programs that know nothing of it.
 */
public final class ParentWatch {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private ParentWatch() {}

    /** Called by the virtual machine before the program's own {@code main}. */
    public static void premain(String arguments) {
        start();
    }

    /** Watches standard input from now on. */
    static void start() {
        Thread watch = new Thread(ParentWatch::awaitEnd, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd() {
        byte[] ignored = new byte[64];
        try {
            while (System.in.read(ignored) >= 0) {
                // The parent never writes; only the end matters.
            }
        } catch (IOException e) {
            System.err.println("event=parent-watch-failed message=" + e.getMessage());
        }
        Thread limit = new Thread(ParentWatch::haltAfterGrace, "parent-watch-limit");
        limit.setDaemon(true);
        limit.start();
        System.exit(0);
    }

    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
