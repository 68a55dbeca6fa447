package dev.gantry.cli.stack;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running process of the local stack. It holds the writing end of the child's standard input: see {@link ParentWatch}. */
final class ChildProcess {
    /**
     * Starts a program deaf to Ctrl-C and hang-up, which the terminal sends to every process at once: the parent ends its
     * children in order. Signals that are ignored stay so across {@code exec}, and the virtual machine honours that.
     */
    private static final List<String> DEAF = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private final ChildSpec spec;
    private final Process process;
    private final long startedNanos = System.nanoTime();

    private ChildProcess(ChildSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
    }

    /** @throws StackException if the program cannot be started */
    static ChildProcess start(ChildSpec spec) {
        List<String> command = new ArrayList<>(DEAF);
        command.addAll(spec.command());
        File log = spec.log().toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().putAll(spec.environment());
        try {
            return new ChildProcess(spec, builder.start());
        } catch (IOException e) {
            throw new StackException("cannot start " + spec.name() + ": " + e.getMessage(), e);
        }
    }

    ChildSpec spec() {
        return spec;
    }

    Process process() {
        return process;
    }

    long pid() {
        return process.pid();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Completes when it has ended. */
    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Why an ended process is missed, with the end of its log. */
    String obituary() {
        return spec.name() + " ended with exit code " + process.exitValue() + ". The end of " + spec.log() + ":\n"
                + LogTail.of(spec.log());
    }

    /** Asks it to end. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end until the deadline, then ends it the hard way. */
    void awaitEnd(long deadlineNanos) {
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                if (!process.waitFor(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    process.destroyForcibly();
                    deadlineNanos = Long.MAX_VALUE;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
