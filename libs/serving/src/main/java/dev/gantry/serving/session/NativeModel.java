package dev.gantry.serving.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.models.TensorSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A loaded network with the buffers it is run on. Confined to one thread from {@link #load} to {@link #close}: closing a session
 * while it runs is a use after free, and CUDA sessions grow memory for every thread that runs them.
 */
final class NativeModel implements AutoCloseable {
    static final String UNLOADABLE = "unloadable-model";

    private final OrtSession session;
    private final Map<String, RowBuffer> inputs = new TreeMap<>();
    private final Map<String, RowBuffer> outputs = new TreeMap<>();

    private NativeModel(OrtSession session) {
        this.session = session;
    }

    /**
     * @param name for messages
     * @throws GantryException rejected, {@value #UNLOADABLE}, if ONNX Runtime does not take the bytes or the network is not
     *     float32 with a free batch dimension; fatal, {@value SessionOptionsFactory#UNAVAILABLE}, if the device is not there
     */
    static NativeModel load(String name, byte[] onnx, SessionSettings settings, BufferPool pool) {
        OrtEnvironment environment = OnnxRuntime.environment(settings.intraOpThreads());
        try (OrtSession.SessionOptions options = SessionOptionsFactory.create(name, settings)) {
            NativeModel model = new NativeModel(environment.createSession(onnx, options));
            try {
                model.allocate(environment, name, settings.buckets(), pool);
                return model;
            } catch (OrtException | RuntimeException e) {
                model.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new GantryException(
                    new Failure.Rejected(UNLOADABLE, name + ": ONNX Runtime refuses it: " + e.getMessage()), e);
        }
    }

    List<TensorSpec> inputs() {
        return specs(inputs.values());
    }

    List<TensorSpec> outputs() {
        return specs(outputs.values());
    }

    /** Reads the rows of all parts and writes what the network gives for them. */
    void run(Batch batch) throws OrtException {
        inputs.values().forEach(buffer -> buffer.load(batch));
        session.run(tensors(inputs, batch.bucket()), Set.of(), tensors(outputs, batch.bucket()))
                .close();
        outputs.values().forEach(buffer -> buffer.store(batch));
    }

    @Override
    public void close() {
        inputs.values().forEach(RowBuffer::close);
        outputs.values().forEach(RowBuffer::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("cannot close the session", e);
        }
    }

    private void allocate(OrtEnvironment environment, String name, BatchBuckets buckets, BufferPool pool)
            throws OrtException {
        for (NodeInfo info : session.getInputInfo().values()) {
            inputs.put(info.getName(), RowBuffer.allocate(environment, spec(name, info), buckets, pool));
        }
        for (NodeInfo info : session.getOutputInfo().values()) {
            outputs.put(info.getName(), RowBuffer.allocate(environment, spec(name, info), buckets, pool));
        }
    }

    private static TensorSpec spec(String name, NodeInfo info) {
        if (!(info.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw refused(name, info, "must be a float32 tensor");
        }
        List<Long> shape = new ArrayList<>();
        for (long extent : tensor.getShape()) {
            shape.add(extent);
        }
        if (shape.isEmpty()
                || shape.get(0) != -1
                || shape.subList(1, shape.size()).stream().anyMatch(e -> e < 1)) {
            throw refused(name, info, "only the first dimension, the batch, must be free");
        }
        return new TensorSpec(info.getName(), shape);
    }

    private static GantryException refused(String name, NodeInfo info, String accepted) {
        return new Failure.Rejected(
                        UNLOADABLE, name + ": " + info.getName() + " is " + info.getInfo() + ": " + accepted)
                .asException();
    }

    private static Map<String, OnnxTensor> tensors(Map<String, RowBuffer> buffers, int bucket) {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        buffers.forEach((name, buffer) -> tensors.put(name, buffer.tensor(bucket)));
        return tensors;
    }

    private static List<TensorSpec> specs(Collection<RowBuffer> buffers) {
        return buffers.stream().map(RowBuffer::spec).toList();
    }
}
