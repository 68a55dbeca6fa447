package dev.gantry.serving.session;

import dev.gantry.contracts.models.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One request on its way through a model's thread. Its rows are given out to runs from the first to the last, by {@link
 * BatchQueue}; what the runs give is put together here, by the model's thread.
 */
final class Inference {
    private final String model;
    private final Map<String, Tensor> inputs;
    private final int rows;
    private final RunOptions options;
    private final long submitted = System.nanoTime();
    private final CompletableFuture<Map<String, Tensor>> result = new CompletableFuture<>();
    private final Map<String, Tensor> outputs = new HashMap<>();
    private int assigned;
    private int computed;

    Inference(String model, Map<String, Tensor> inputs, int rows, RunOptions options) {
        this.model = model;
        this.inputs = inputs;
        this.rows = rows;
        this.options = options;
    }

    CompletableFuture<Map<String, Tensor>> result() {
        return result;
    }

    RunOptions options() {
        return options;
    }

    long ageNanos() {
        return System.nanoTime() - submitted;
    }

    /** Whether nobody waits for an answer any more. */
    boolean isOver() {
        return result.isDone() || options.deadline().expired();
    }

    int unassigned() {
        return rows - assigned;
    }

    /** Gives the next rows to a run, where they begin at row {@code at}. */
    Batch.Part assign(int count, int at) {
        Batch.Part part = new Batch.Part(this, assigned, count, at);
        assigned += count;
        return part;
    }

    float[] input(String name) {
        return values(inputs, name);
    }

    /** All rows of an output, to be filled. */
    float[] output(TensorSpec spec, int rowValues) {
        outputs.computeIfAbsent(spec.name(), name -> {
            List<Long> shape = new ArrayList<>(spec.shape());
            shape.set(0, (long) rows);
            return new Tensor(shape, new float[Math.multiplyExact(rows, rowValues)]);
        });
        return values(outputs, spec.name());
    }

    /** So many more rows of all outputs are filled; answers with the last of them. */
    void computed(int count, SessionMetrics metrics) {
        computed += count;
        if (computed == rows) {
            metrics.answered(ageNanos());
            result.complete(Map.copyOf(outputs));
        }
    }

    /** Answers that it is too late, unless there is an answer. */
    void expire(SessionMetrics metrics) {
        if (result.completeExceptionally(Deadline.exceeded(model))) {
            metrics.rejected(Deadline.EXCEEDED);
        }
    }

    void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }

    private static float[] values(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor " + name + " among " + tensors.keySet());
        }
        return tensor.values();
    }
}
