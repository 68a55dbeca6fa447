package dev.gantry.engine.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.GraphExecutor;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.shape.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Runs a model in ONNX Runtime and its network in libtorch, on inputs that neither has seen, and compares. */
public final class ParityCheck {
    /** Accepted difference relative to an output's largest value; correct models stay near 1e-6, wrong ones exceed 1e-3. */
    public static final double TOLERANCE = 1e-4;

    /** Outputs are pixels in [-1, 1] or logits; one near zero by cancellation keeps the rounding errors of what cancelled. */
    private static final double LEAST_SCALE = 0.1;

    private static final int[] BATCHES = {1, 3, 8};

    private final RoleSnapshot snapshot;
    private final Graph graph;
    private final RandomStream random;

    private ParityCheck(RoleSnapshot snapshot, long seed) {
        this.snapshot = snapshot;
        graph = snapshot.graph();
        random = RandomStream.of(seed, "parity");
    }

    /**
     * The largest relative difference over all outputs and batch sizes 1, 3 and 8.
     *
     * @throws ParityException if it exceeds {@link #TOLERANCE}, or ONNX Runtime does not take the model
     */
    static double largestError(byte[] onnx, RoleSnapshot snapshot) {
        ParityCheck check = new ParityCheck(snapshot, Arrays.hashCode(onnx));
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(onnx, options);
                    GraphExecutor executor = new GraphExecutor(snapshot.graph(), ComputeDevice.CPU);
                    ParameterSet parameters =
                            ParameterSet.of(snapshot.graph(), snapshot.parameters(), ComputeDevice.CPU)) {
                double largest = 0;
                for (int batch : BATCHES) {
                    largest = Math.max(largest, check.compare(batch, environment, session, executor, parameters));
                }
                return largest;
            }
        } catch (OrtException e) {
            throw new ParityException(snapshot.role(), e);
        }
    }

    private double compare(
            int batch, OrtEnvironment environment, OrtSession session, GraphExecutor executor, ParameterSet parameters)
            throws OrtException {
        List<float[]> inputs = graph.inputs().stream()
                .map(input -> gaussians(batch * input.shape().elements()))
                .toList();
        List<float[]> expected = runLibTorch(batch, inputs, executor, parameters);
        List<float[]> actual = runOnnx(batch, inputs, environment, session);
        double largest = 0;
        for (int i = 0; i < expected.size(); i++) {
            double error = relativeError(expected.get(i), actual.get(i));
            if (!(error <= TOLERANCE)) {
                throw new ParityException(
                        snapshot.role(), graph.outputs().get(i).name(), batch, error);
            }
            largest = Math.max(largest, error);
        }
        return largest;
    }

    private float[] gaussians(long count) {
        float[] values = new float[Math.toIntExact(count)];
        random.fillGaussian(FloatBuffer.wrap(values));
        return values;
    }

    private List<float[]> runLibTorch(
            int batch, List<float[]> inputs, GraphExecutor executor, ParameterSet parameters) {
        return NativeScope.callWithoutGradient(() -> {
            Map<String, Tensor> tensors = new HashMap<>();
            for (int i = 0; i < inputs.size(); i++) {
                Value input = graph.inputs().get(i);
                tensors.put(input.name(), Tensors.copyOf(inputs.get(i), ComputeDevice.CPU, dims(batch, input.shape())));
            }
            return executor.run(tensors, parameters, Mode.EVALUATION).values().stream()
                    .map(Tensors::toArray)
                    .toList();
        });
    }

    private List<float[]> runOnnx(int batch, List<float[]> inputs, OrtEnvironment environment, OrtSession session)
            throws OrtException {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (int i = 0; i < inputs.size(); i++) {
                Value input = graph.inputs().get(i);
                FloatBuffer values = FloatBuffer.wrap(inputs.get(i));
                tensors.put(input.name(), OnnxTensor.createTensor(environment, values, dims(batch, input.shape())));
            }
            List<float[]> outputs = new ArrayList<>();
            try (OrtSession.Result result = session.run(tensors)) {
                for (int i = 0; i < graph.outputs().size(); i++) {
                    outputs.add(((OnnxTensor) result.get(i)).getFloatBuffer().array());
                }
            }
            return outputs;
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    /**
     * The largest difference over the largest expected value, or over {@link #LEAST_SCALE} if that is larger; not a number, or
     * infinite, when they cannot be compared.
     */
    static double relativeError(float[] expected, float[] actual) {
        if (expected.length != actual.length) {
            return Double.POSITIVE_INFINITY;
        }
        double difference = 0;
        double scale = LEAST_SCALE;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs((double) expected[i] - actual[i]));
            scale = Math.max(scale, Math.abs((double) expected[i]));
        }
        return difference / scale;
    }

    private static long[] dims(int batch, Shape shape) {
        long[] dims = shape.dims().stream().mapToLong(Integer::longValue).toArray();
        dims[0] = batch;
        return dims;
    }
}
