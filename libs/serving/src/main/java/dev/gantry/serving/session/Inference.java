package dev.gantry.serving.session;

import ai.onnxruntime.OrtException;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One request on its way through a model's thread, where it is run alone. */
final class Inference {
    static final String FAILED = "inference-failed";

    private final String model;
    private final Map<String, Tensor> inputs;
    private final int rows;
    private final Deadline deadline;
    private final long submitted = System.nanoTime();
    private final CompletableFuture<Map<String, Tensor>> result = new CompletableFuture<>();

    Inference(String model, Map<String, Tensor> inputs, int rows, Deadline deadline) {
        this.model = model;
        this.inputs = inputs;
        this.rows = rows;
        this.deadline = deadline;
    }

    CompletableFuture<Map<String, Tensor>> result() {
        return result;
    }

    /** On the model's thread. Whatever goes wrong is the request's failure and leaves the thread alive. */
    void run(NativeModel network, BatchBuckets buckets, SessionMetrics metrics) {
        metrics.waited(System.nanoTime() - submitted);
        try {
            result.complete(compute(network, buckets, metrics));
        } catch (OrtException e) {
            fail(new GantryException(new Failure.Fatal(FAILED, model + ": " + e.getMessage()), e));
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(e);
        }
    }

    void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }

    private Map<String, Tensor> compute(NativeModel network, BatchBuckets buckets, SessionMetrics metrics)
            throws OrtException {
        checkDeadline(metrics);
        Map<String, Tensor> outputs = network.results(rows);
        for (BatchBuckets.Chunk chunk : buckets.plan(rows)) {
            checkDeadline(metrics);
            long start = System.nanoTime();
            network.run(chunk, inputs, outputs);
            metrics.ran(chunk.rows(), System.nanoTime() - start);
        }
        return outputs;
    }

    private void checkDeadline(SessionMetrics metrics) {
        if (deadline.expired()) {
            metrics.rejected(Deadline.EXCEEDED);
            throw Deadline.exceeded(model);
        }
    }
}
