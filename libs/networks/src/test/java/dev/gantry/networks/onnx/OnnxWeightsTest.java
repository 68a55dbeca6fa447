package dev.gantry.networks.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.LeakyRelu;
import dev.gantry.networks.op.Op;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.shape.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OnnxWeightsTest {
    private static final Graph GRAPH = graph(3, "head", new Relu());

    @Test
    void weightsComeBackBitByBit() throws IOException {
        Map<String, float[]> values = GRAPH.parameters().stream()
                .collect(Collectors.toMap(parameter -> parameter.name(), parameter -> {
                    float[] some = new float[(int) parameter.shape().elements()];
                    for (int i = 0; i < some.length; i++) {
                        some[i] = (i + 1) / 3f;
                    }
                    return some;
                }));
        Map<String, float[]> read = OnnxWeights.read(emit(GRAPH, values)).of(GRAPH);
        assertThat(read).containsOnlyKeys(values.keySet());
        values.forEach((name, expected) -> assertThat(read.get(name)).containsExactly(expected));
    }

    @Test
    void parametersThatDoNotFitAreNamed() throws IOException {
        OnnxWeights weights = OnnxWeights.read(emit(GRAPH, Map.of()));
        assertThat(weights.mismatches(GRAPH)).isEmpty();
        assertThat(weights.mismatches(graph(4, "head", new Relu()))).contains("body.weight is [2, 3], must be [2, 4]");
        assertThat(weights.mismatches(graph(3, "top", new Relu())))
                .contains("top.weight is missing", "head.weight is not one of its parameters");
        assertThat(weights.mismatches(graph(3, "head", new LeakyRelu(0.2f))))
                .singleElement()
                .asString()
                .startsWith("its parameters agree, but it computes something else");
        assertThatThrownBy(() -> weights.of(graph(4, "head", new Relu())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("body.weight is [2, 3], must be [2, 4]");
    }

    @Test
    void otherBytesAreRefused() {
        assertThatThrownBy(() -> OnnxWeights.read(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the bytes are no ONNX model");
    }

    private static Graph graph(int inputs, String head, Op activation) {
        GraphBuilder b = new GraphBuilder();
        Value x = Layers.linear(b, "body", b.input("x", Shape.batched(inputs)), 2, Initializer.ones());
        x = b.node("activation", activation, b.node("row", new Reshape(List.of(2)), x));
        b.output("y", Layers.linear(b, head, x, 1, Initializer.ones()));
        return b.build();
    }

    /** Zeros where no values are given. */
    private static byte[] emit(Graph graph, Map<String, float[]> values) throws IOException {
        Map<String, Shape> shapes = graph.shapes();
        ByteArrayOutputStream onnx = new ByteArrayOutputStream();
        OnnxEmitter.write(
                new Role("test"),
                graph,
                name -> FloatBuffer.wrap(values.getOrDefault(
                        name, new float[(int) requireNonNull(shapes.get(name)).elements()])),
                Map.of(),
                onnx);
        return onnx.toByteArray();
    }
}
