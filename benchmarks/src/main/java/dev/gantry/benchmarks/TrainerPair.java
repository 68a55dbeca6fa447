package dev.gantry.benchmarks;

import dev.gantry.cli.stack.LocalStack;
import java.util.HashMap;
import java.util.Map;

/** Trainers that can be killed, two at a time: one to have a job, one to wait for it. */
final class TrainerPair implements AutoCloseable {
    private final LocalStack stack;
    private final Map<String, String> settings;
    private final Map<String, Process> running = new HashMap<>();
    private int started;

    /** @param settings added to their environment */
    TrainerPair(LocalStack stack, Map<String, String> settings) {
        this.stack = stack;
        this.settings = settings;
        start();
        start();
    }

    /** Ends a trainer as {@code kill -9} does, and starts another one in its place. */
    void kill(String name) throws InterruptedException {
        Process process = running.remove(name);
        if (process == null) {
            throw new IllegalArgumentException(name + " is not one of " + running.keySet());
        }
        process.destroyForcibly().waitFor();
        start();
    }

    @Override
    public void close() {
        running.values().forEach(Process::destroyForcibly);
    }

    private void start() {
        String name = "trainer-" + ++started;
        running.put(name, stack.startTrainer(name, settings));
    }
}
