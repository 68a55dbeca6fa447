package dev.gantry.serving.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.gantry.contracts.models.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The native memory of one input or output: rows for the largest bucket, and for each bucket a tensor over its beginning, which
 * ONNX Runtime reads or writes in place.
 */
final class RowBuffer implements AutoCloseable {
    private final TensorSpec spec;
    private final int rowValues;
    private final BufferPool pool;
    private final ByteBuffer memory;
    private final FloatBuffer values;
    private final Map<Integer, OnnxTensor> tensors = new HashMap<>();

    private RowBuffer(TensorSpec spec, int rowValues, int rows, BufferPool pool) {
        this.spec = spec;
        this.rowValues = rowValues;
        this.pool = pool;
        this.memory = pool.take(Math.multiplyExact(Math.multiplyExact(rows, rowValues), Float.BYTES));
        this.values = memory.asFloatBuffer();
    }

    static RowBuffer allocate(OrtEnvironment environment, TensorSpec spec, BatchBuckets buckets, BufferPool pool)
            throws OrtException {
        int rowValues = rowValues(spec);
        RowBuffer buffer = new RowBuffer(spec, rowValues, buckets.largest(), pool);
        try {
            for (int bucket : buckets.sizes()) {
                long[] shape = spec.shape().stream().mapToLong(Long::longValue).toArray();
                shape[0] = bucket;
                FloatBuffer beginning = buffer.values.slice(0, bucket * rowValues);
                buffer.tensors.put(bucket, OnnxTensor.createTensor(environment, beginning, shape));
            }
            return buffer;
        } catch (OrtException | RuntimeException e) {
            buffer.close();
            throw e;
        }
    }

    TensorSpec spec() {
        return spec;
    }

    OnnxTensor tensor(int bucket) {
        OnnxTensor tensor = tensors.get(bucket);
        if (tensor == null) {
            throw new IllegalArgumentException(bucket + " is no bucket: " + tensors.keySet());
        }
        return tensor;
    }

    /** Takes the rows of each part out of its request, and fills the run up with zeros. */
    void load(Batch batch) {
        for (Batch.Part part : batch.parts()) {
            float[] from = part.request().input(spec.name());
            values.put(part.at() * rowValues, from, part.first() * rowValues, part.rows() * rowValues);
        }
        for (int i = batch.rows() * rowValues; i < batch.bucket() * rowValues; i++) {
            values.put(i, 0);
        }
    }

    /** Puts the rows of each part where they belong in its request's result. */
    void store(Batch batch) {
        for (Batch.Part part : batch.parts()) {
            float[] to = part.request().output(spec, rowValues);
            values.get(part.at() * rowValues, to, part.first() * rowValues, part.rows() * rowValues);
        }
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
        tensors.clear();
        pool.giveBack(memory);
    }

    private static int rowValues(TensorSpec spec) {
        long product = 1;
        for (long extent : spec.shape().subList(1, spec.shape().size())) {
            product = Math.multiplyExact(product, extent);
        }
        return Math.toIntExact(product);
    }
}
