package dev.gantry.benchmarks;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.GatewayException;
import dev.gantry.cli.client.Samples;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.StartLines;
import dev.gantry.cli.stack.Circumstances;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.cli.stack.Ports;
import dev.gantry.cli.stack.StackDirectory;
import dev.gantry.cli.stack.StartListener;
import dev.gantry.platform.signing.SigningKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** A platform of its own for one benchmark: the real processes, fresh data, free ports. */
final class BenchStack implements AutoCloseable {
    /** Names of the services. */
    static final List<String> SERVICES = List.of("trainer", "inference", "detector", "gateway");

    private static final Duration SERVE_LIMIT = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(20);

    /** Some benchmarks ask the services behind the gateway themselves. */
    private static final Map<String, String> ASKED_DIRECTLY = Map.of("GANTRY_CALLERS_REQUIRED", "false");

    private final StackDirectory directory;
    private final LocalStack stack;
    private final Map<String, Long> pids;
    private final StartListener listener;

    private BenchStack(StackDirectory directory, LocalStack stack, Map<String, Long> pids, StartListener listener) {
        this.directory = directory;
        this.stack = stack;
        this.pids = pids;
        this.listener = listener;
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    static BenchStack start(BenchContext context) throws InterruptedException {
        return startLocked(context, ASKED_DIRECTLY);
    }

    /**
     * One whose services answer the gateway alone.
     *
     * @param settings added to the environment of every service
     */
    static BenchStack startLocked(BenchContext context, Map<String, String> settings) throws InterruptedException {
        StackDirectory directory = StackDirectory.open(context.work().resolve("stack"));
        Map<String, Long> pids = new ConcurrentHashMap<>();
        try {
            StartListener listener = remembering(pids, context.console());
            LocalStack stack = LocalStack.start(context.installation(), directory, Ports.free(), settings, listener);
            return new BenchStack(directory, stack, pids, listener);
        } catch (RuntimeException | InterruptedException e) {
            directory.close();
            throw e;
        }
    }

    LocalStack stack() {
        return stack;
    }

    /** Opens the gateway's doors. */
    String apiKey() {
        return directory.secrets().apiKey();
    }

    /** What the gateway signs by what it passes on. */
    SigningKey callKey() throws IOException {
        return SigningKey.read(directory.secrets().calls().privateKey());
    }

    GatewayClient client() {
        return new GatewayClient(stack.gateway(), apiKey());
    }

    /** Process id of a service, for instance {@code inference}. */
    long pid(String service) {
        return Optional.ofNullable(pids.get(service)).orElseThrow();
    }

    /** Has a process of the stack away for a while. */
    void without(String process, Duration time) throws InterruptedException {
        stack.stop(process);
        Thread.sleep(time.toMillis());
        startAgain(process, Circumstances.USUAL);
    }

    /** Starts a process of the stack again that was stopped or killed. */
    void startAgain(String process, Circumstances circumstances) throws InterruptedException {
        stack.startAgain(process, circumstances, listener);
    }

    /** Restarts a process of the stack under circumstances that last until it is restarted again. */
    void restart(String process, Circumstances circumstances) throws InterruptedException {
        stack.stop(process);
        startAgain(process, circumstances);
    }

    /**
     * Waits for something.
     *
     * @return whether it came true in time
     * @throws dev.gantry.cli.stack.StackException if a process ends meanwhile
     */
    boolean await(Duration limit, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            stack.throwIfOneEnded();
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL.toMillis());
        }
        return true;
    }

    /** Waits until a version is served. */
    void awaitVersion(String model, int version) throws InterruptedException {
        requireInTime(version, await(SERVE_LIMIT, () -> serves(model, version)));
    }

    /** Waits until a version has answered a load. */
    void awaitVersion(SamplingLoad load, int version) throws InterruptedException {
        requireInTime(version, await(SERVE_LIMIT, () -> load.newest() >= version));
    }

    private static void requireInTime(int version, boolean served) {
        if (!served) {
            throw CliException.failed("version " + version + " is not served after " + SERVE_LIMIT.toSeconds() + " s");
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
