package dev.gantry.cli.stack;

import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.store.StoreConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * The whole platform on this machine: a Kafka broker, an S3 server and the four services, each a process of its own on loopback.
 * They end with this process, however it ends.
 */
public final class LocalStack implements AutoCloseable {
    /** The bucket that everything is kept in. */
    public static final String BUCKET = "gantry";

    /** Name of the dataset that ships with Gantry. */
    public static final String SHIPPED_DATASET = "fashion-mnist";

    /** Name of the broker among the processes. */
    public static final String KAFKA = "kafka";

    /** Name of the S3 server among the processes. */
    public static final String OBJECT_STORE = "object-store";

    private static final String REGION = "us-east-1";
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final StackDirectory directory;
    private final Ports ports;
    private final Topology topology;
    private final Children children = new Children();
    private final Thread endWithThisProcess = new Thread(children::close, "end-stack");

    private LocalStack(Installation installation, StackDirectory directory, Ports ports, Map<String, String> settings) {
        this.directory = directory;
        this.ports = ports;
        topology = new Topology(installation, directory, ports, HttpClient.newHttpClient(), settings);
    }

    /**
     * Starts the stack and waits until every process can be used.
     *
     * @throws StackException if a port is taken, or a process ends or is not ready in time; nothing is left running then
     */
    public static LocalStack start(
            Installation installation, StackDirectory directory, Ports ports, StartListener listener)
            throws InterruptedException {
        return start(installation, directory, ports, Map.of(), listener);
    }

    /**
     * The same with other settings.
     *
     * @param settings added to the environment of every service
     */
    public static LocalStack start(
            Installation installation,
            StackDirectory directory,
            Ports ports,
            Map<String, String> settings,
            StartListener listener)
            throws InterruptedException {
        ports.requireFree();
        LocalStack stack = new LocalStack(installation, directory, ports, settings);
        Runtime.getRuntime().addShutdownHook(stack.endWithThisProcess);
        try {
            stack.startAll(listener);
            return stack;
        } catch (RuntimeException | InterruptedException e) {
            stack.close();
            throw e;
        }
    }

    private void startAll(StartListener listener) throws InterruptedException {
        children.start(topology.infrastructure(), START_LIMIT, listener);
        StackSetup.createTopicsAndBucket(kafka(), store());
        children.start(topology.services(), START_LIMIT, listener);
    }

    public StackDirectory directory() {
        return directory;
    }

    public URI gateway() {
        return service("gateway");
    }

    /**
     * A service itself; those behind the gateway ask for its tokens.
     *
     * @param name {@code trainer}, {@code inference}, {@code detector} or {@code gateway}
     */
    public URI service(String name) {
        return URI.create(
                "http://127.0.0.1:" + Objects.requireNonNull(ports.byName().get(name), name));
    }

    public KafkaConnection kafka() {
        return new KafkaConnection("127.0.0.1:" + ports.kafka());
    }

    public StoreConnection store() {
        StackSecrets secrets = directory.secrets();
        return new StoreConnection(
                URI.create("http://127.0.0.1:" + ports.objectStore()),
                secrets.storeAccessKey(),
                secrets.storeSecretKey(),
                BUCKET,
                REGION);
    }

    /** Puts the dataset that ships with Gantry where training requests find it, unless it is there. */
    public void uploadShippedData(Installation installation) {
        StackSetup.upload(store(), installation.datasets().resolve(SHIPPED_DATASET));
    }

    /**
     * Starts one more trainer. The stack does not mind when it ends, and does not end it; it ends with this process at the latest.
     *
     * @param name     of its log, and in events
     * @param settings added to its environment
     */
    public Process startTrainer(String name, Map<String, String> settings) {
        return ChildProcess.start(topology.trainer(name, settings)).process();
    }

    /**
     * Ends a process, which the rest of the stack must do without until it is {@linkplain #startAgain started again}. What it stored
     * stays.
     *
     * @param process a service, {@link #KAFKA} or {@link #OBJECT_STORE}
     */
    public void stop(String process) {
        children.stop(process);
    }

    /** As {@link #stop}, at once and unasked. */
    public void kill(String process) {
        children.kill(process);
    }

    /**
     * Starts a process again and waits until it can be used.
     *
     * @param circumstances of this start only
     * @throws StackException if it ends or is not ready in time
     */
    public void startAgain(String process, Circumstances circumstances, StartListener listener)
            throws InterruptedException {
        children.startAgain(process, circumstances, START_LIMIT, listener);
    }

    /** @throws StackException if a process has ended, with the end of its log */
    public void throwIfOneEnded() {
        children.throwIfOneEnded();
    }

    /**
     * Waits until the stack is closed.
     *
     * @throws StackException if a process ends before, with the end of its log
     */
    public void await() throws InterruptedException {
        children.await();
    }

    /** Ends every process, services first; data stays. */
    @Override
    public void close() {
        children.close();
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisProcess);
        } catch (IllegalStateException e) { // the virtual machine is ending, and runs the hook itself
            return;
        }
    }
}
