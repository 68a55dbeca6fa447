package dev.gantry.serving.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Violation;
import dev.gantry.contracts.models.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * An ONNX Runtime session behind a bounded queue. What waits shares runs, unless a request asks to be deterministic. The session's
 * own thread alone touches native memory, from loading to closing, which is why a request may be made from any thread and why
 * closing can never overtake a run.
 */
public final class ModelSession {
    private static final Logger LOG = Logger.getLogger(ModelSession.class);

    private final String name;
    private final SessionSettings settings;
    private final SessionMetrics metrics;
    private final ModelThread thread;
    private final Signature signature;

    private ModelSession(
            String name, SessionSettings settings, SessionMetrics metrics, ModelThread thread, Signature signature) {
        this.name = name;
        this.settings = settings;
        this.metrics = metrics;
        this.thread = thread;
        this.signature = signature;
    }

    /**
     * Makes sure that sessions can be opened on the device.
     *
     * @throws GantryException fatal, {@code device-unavailable}
     */
    public static void requireDevice(SessionSettings settings) {
        try (SessionOptions options = SessionOptionsFactory.create("device-check", settings)) {
            LOG.debugf("event=device-found device=%s options=%s", settings.device(), options.getConfigEntries());
        } catch (OrtException e) {
            throw new GantryException(
                    new Failure.Fatal(SessionOptionsFactory.UNAVAILABLE, settings.device() + ": " + e.getMessage()), e);
        }
    }

    /**
     * Loads a network on a thread of its own and waits for it.
     *
     * @param name names the thread, for instance {@code fashion-7}
     * @param onnx the model file's bytes
     * @throws GantryException rejected, {@code unloadable-model}, or fatal, {@code device-unavailable}
     */
    public static ModelSession open(
            String name, byte[] onnx, SessionSettings settings, BufferPool pool, SessionMetrics metrics) {
        ModelThread thread =
                ModelThread.start(name, settings, metrics, () -> NativeModel.load(name, onnx, settings, pool));
        try {
            return new ModelSession(
                    name, settings, metrics, thread, thread.loaded().join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof GantryException cause ? cause : e;
        }
    }

    public Signature signature() {
        return signature;
    }

    public BatchBuckets buckets() {
        return settings.buckets();
    }

    /**
     * Runs the network.
     *
     * @param inputs every input of the signature, all with the same number of rows; not to be changed until the result is there
     * @return every output by name; completed on the model's thread, so go on with the {@code …Async} methods or wait for it. It
     *     fails with a {@link GantryException}: retryable {@code deadline-exceeded}, fatal {@code inference-failed}. Once it is
     *     cancelled, what was not yet run is not run any more
     * @throws GantryException rejected: {@code invalid-request}, {@code too-large}, or {@code too-many-requests} when the queue
     *     is full
     * @throws IllegalStateException if the session is closed
     */
    public CompletableFuture<Map<String, Tensor>> infer(Map<String, Tensor> inputs, RunOptions options) {
        try {
            return submit(new Inference(name, Map.copyOf(inputs), rows(inputs), options));
        } catch (GantryException e) {
            metrics.rejected(e.failure().code());
            throw e;
        }
    }

    /** Takes no more requests; those that wait are still answered, then the session's thread closes it and ends. */
    public void close() {
        thread.queue().close();
    }

    /** Completes when the native memory is released. */
    public CompletableFuture<Void> closed() {
        return thread.closed().copy();
    }

    private CompletableFuture<Map<String, Tensor>> submit(Inference inference) {
        return switch (thread.queue().offer(inference)) {
            case TAKEN -> inference.result();
            case FULL ->
                throw new Failure.Rejected(
                                Failure.Rejected.TOO_MANY,
                                name + " has " + settings.queueCapacity() + " requests waiting: try again later")
                        .asException();
            case CLOSED -> throw new IllegalStateException(name + " is closed");
        };
    }

    private int rows(Map<String, Tensor> inputs) {
        List<Violation> violations = new ArrayList<>();
        Map<String, Tensor> unknown = new HashMap<>(inputs);
        int rows = inputs.values().stream().mapToInt(Tensor::rows).findFirst().orElse(1);
        for (TensorSpec spec : signature.inputs()) {
            Tensor tensor = unknown.remove(spec.name());
            List<Long> wanted = new ArrayList<>(spec.shape());
            wanted.set(0, (long) rows);
            if (tensor == null) {
                violations.add(new Violation("inputs." + spec.name(), Violation.ABSENT, "it is required"));
            } else if (!tensor.shape().equals(wanted)) {
                violations.add(new Violation(
                        "inputs." + spec.name() + ".shape",
                        tensor.shape().toString(),
                        "must be " + spec.shape() + " with one batch for all inputs"));
            }
        }
        unknown.keySet()
                .forEach(input -> violations.add(new Violation(
                        "inputs." + input,
                        "an unknown input",
                        "accepted are "
                                + signature.inputs().stream()
                                        .map(TensorSpec::name)
                                        .toList())));
        if (!violations.isEmpty()) {
            throw Failure.Rejected.invalidRequest(violations).asException();
        }
        if (rows > settings.maxRows()) {
            throw new Failure.Rejected(
                            Failure.Rejected.TOO_LARGE,
                            "the batch has " + rows + " samples: at most " + settings.maxRows() + " are accepted")
                    .asException();
        }
        return rows;
    }
}
