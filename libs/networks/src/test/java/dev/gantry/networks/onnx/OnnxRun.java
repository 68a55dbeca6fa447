package dev.gantry.networks.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.ParameterSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Emits graphs with seeded weights and runs them in ONNX Runtime. */
final class OnnxRun {

    static final Role ROLE = new Role("test");

    private OnnxRun() {}

    static byte[] emit(Graph graph, ParameterSource parameters) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            OnnxEmitter.write(ROLE, graph, parameters, Map.of(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Weights that bring outputs near 1; whatever is named a variance is positive. */
    static ParameterSource weights(Graph graph) {
        Map<String, float[]> values = new HashMap<>();
        for (ParameterSpec parameter : graph.parameters()) {
            List<Integer> dims = parameter.shape().dims();
            double fanIn = Math.max(1, parameter.shape().elements() / (double) (dims.isEmpty() ? 1 : dims.get(0)));
            Tensor drawn = Tensor.normal(parameter.shape(), 1, parameter.name().hashCode());
            boolean variance = parameter.name().endsWith("var");
            Tensor scaled = drawn.map(x -> variance ? 0.1 + x * x : x / Math.sqrt(fanIn));
            values.put(parameter.name(), floats(scaled));
        }
        return name -> FloatBuffer.wrap(values.get(name));
    }

    static Tensor parameter(ParameterSpec parameter, ParameterSource source) {
        float[] values = parameter.initializer() instanceof Initializer.Fixed fixed
                        && parameter.kind() == ParameterSpec.Kind.CONSTANT
                ? fixed.values(parameter.shape())
                : source.values(parameter.name()).array();
        double[] data =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        return new Tensor(parameter.shape().dims(), data);
    }

    static Map<String, Tensor> inputs(Graph graph, int batch) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        graph.inputs()
                .forEach(input -> inputs.put(
                        input.name(),
                        Tensor.normal(input.shape(), batch, input.name().hashCode() + batch)));
        return inputs;
    }

    static Map<String, Tensor> run(byte[] model, Map<String, Tensor> inputs) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(model, options)) {
                for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
                    long[] dims =
                            input.getValue().dims().stream().mapToLong(d -> d).toArray();
                    FloatBuffer values = FloatBuffer.wrap(floats(input.getValue()));
                    tensors.put(input.getKey(), OnnxTensor.createTensor(environment, values, dims));
                }
                try (OrtSession.Result result = session.run(tensors)) {
                    Map<String, Tensor> outputs = new LinkedHashMap<>();
                    result.forEach(output -> outputs.put(output.getKey(), tensor(output.getValue())));
                    return outputs;
                }
            }
        } catch (OrtException e) {
            throw new AssertionError("ONNX Runtime refused the model", e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static Tensor tensor(OnnxValue value) {
        OnnxTensor tensor = (OnnxTensor) value;
        FloatBuffer values = tensor.getFloatBuffer();
        double[] data = new double[values.remaining()];
        Arrays.setAll(data, values::get);
        List<Integer> dims = new ArrayList<>();
        for (long extent : tensor.getInfo().getShape()) {
            dims.add((int) extent);
        }
        return new Tensor(dims, data);
    }

    private static float[] floats(Tensor tensor) {
        float[] values = new float[tensor.data().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) tensor.data()[i];
        }
        return values;
    }
}
