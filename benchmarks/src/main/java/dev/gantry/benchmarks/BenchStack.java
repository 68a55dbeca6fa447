package dev.gantry.benchmarks;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.GatewayException;
import dev.gantry.cli.client.Samples;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.StartLines;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.cli.stack.Ports;
import dev.gantry.cli.stack.StackDirectory;
import dev.gantry.cli.stack.StartListener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** A platform of its own for one benchmark: the real processes, fresh data, free ports. */
final class BenchStack implements AutoCloseable {
    private static final Duration SERVE_LIMIT = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(50);

    private final StackDirectory directory;
    private final LocalStack stack;
    private final Map<String, Long> pids;

    private BenchStack(StackDirectory directory, LocalStack stack, Map<String, Long> pids) {
        this.directory = directory;
        this.stack = stack;
        this.pids = pids;
    }

    static BenchStack start(BenchContext context) throws InterruptedException {
        StackDirectory directory = StackDirectory.open(context.work().resolve("stack"));
        Map<String, Long> pids = new ConcurrentHashMap<>();
        try {
            StartListener listener = remembering(pids, context.console());
            LocalStack stack = LocalStack.start(context.installation(), directory, Ports.free(), listener);
            return new BenchStack(directory, stack, pids);
        } catch (RuntimeException | InterruptedException e) {
            directory.close();
            throw e;
        }
    }

    LocalStack stack() {
        return stack;
    }

    GatewayClient client() {
        return new GatewayClient(stack.gateway(), directory.secrets().apiKey());
    }

    /** Process id of a service, for instance {@code inference}. */
    long pid(String service) {
        return Optional.ofNullable(pids.get(service)).orElseThrow();
    }

    /** Waits until a version is served. */
    void awaitVersion(String model, int version) throws InterruptedException {
        long deadline = System.nanoTime() + SERVE_LIMIT.toNanos();
        while (!serves(model, version)) {
            stack.throwIfOneEnded();
            if (System.nanoTime() > deadline) {
                throw CliException.failed("version " + version + " of " + model + " is not served after "
                        + SERVE_LIMIT.toSeconds() + " s");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private boolean serves(String model, int version) throws InterruptedException {
        try {
            Samples.draw(client(), model, 1, OptionalLong.empty(), OptionalInt.of(version));
            return true;
        } catch (GatewayException e) {
            return false;
        }
    }

    @Override
    public void close() {
        stack.close();
        directory.close();
    }

    private static StartListener remembering(Map<String, Long> pids, Console console) {
        StartLines lines = new StartLines(console);
        return new StartListener() {
            @Override
            public void started(String name, long pid) {
                pids.put(name, pid);
                lines.started(name, pid);
            }

            @Override
            public void ready(String name, int port, Duration took) {
                lines.ready(name, port, took);
            }
        };
    }
}
