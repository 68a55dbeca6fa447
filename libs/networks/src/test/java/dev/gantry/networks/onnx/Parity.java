package dev.gantry.networks.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.networks.graph.Graph;
import java.util.Map;
import java.util.Objects;

/** Compares what ONNX Runtime computes with the reference: output names, shapes and values. */
final class Parity {

    /** Relative to the largest expected value; float32 sums over some thousand terms stay well below. */
    private static final double TOLERANCE = 1e-5;

    private Parity() {}

    static void check(Graph graph) {
        ParameterSource weights = OnnxRun.weights(graph);
        byte[] model = OnnxRun.emit(graph, weights);
        for (int batch : new int[] {1, 3}) {
            Map<String, Tensor> inputs = OnnxRun.inputs(graph, batch);
            Map<String, Tensor> expected = Reference.run(graph, weights, inputs);
            Map<String, Tensor> actual = OnnxRun.run(model, inputs);
            assertThat(actual).containsOnlyKeys(expected.keySet());
            actual.forEach((name, tensor) -> {
                assertThat(tensor.dims()).as(name).isEqualTo(Tensor.concrete(graph.outputShape(name), batch));
                assertThat(difference(Objects.requireNonNull(expected.get(name)), tensor))
                        .as(name)
                        .isLessThan(TOLERANCE);
            });
        }
    }

    /** Largest absolute difference over the largest expected magnitude. */
    static double difference(Tensor expected, Tensor actual) {
        assertThat(actual.dims()).as("shape").isEqualTo(expected.dims());
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.data().length; i++) {
            largest = Math.max(largest, Math.abs(expected.data()[i]));
            difference = Math.max(difference, Math.abs(expected.data()[i] - actual.data()[i]));
        }
        assertThat(largest).as("outputs large enough to compare").isGreaterThan(1e-2);
        return difference / largest;
    }
}
