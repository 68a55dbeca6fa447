package dev.gantry.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.shape.Shape;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutocastTest {
    private static final float[] BIAS = {0};

    /** With libtorch's cache of cast weights, the second pass would still see the first weights. */
    @Test
    void changedWeightsShowInTheNextForwardPass() {
        Graph graph = linear();
        try (GraphExecutor executor = new GraphExecutor(graph, ComputeDevice.CPU);
                ParameterSet parameters = ParameterSet.initialize(graph, 1, "test", ComputeDevice.CPU)) {
            parameters.load(weights(1));
            assertThat(forward(executor, parameters, true)).isEqualTo(3);
            parameters.load(weights(2));
            assertThat(forward(executor, parameters, true)).isEqualTo(6);
        }
    }

    @Test
    void roundsToSevenBitsOnlyWhileEnabled() {
        Graph graph = linear();
        float weight = 1.001f;
        try (GraphExecutor executor = new GraphExecutor(graph, ComputeDevice.CPU);
                ParameterSet parameters = ParameterSet.of(graph, weights(weight), ComputeDevice.CPU)) {
            assertThat(forward(executor, parameters, true)).isEqualTo(3);
            assertThat(forward(executor, parameters, false)).isCloseTo(3 * weight, within(1e-6f));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flags : fpu avx512f avx512_bf16, true",
        "flags : amx_bf16 amx_tile, true",
        "flags : fpu avx2 avx512f avx512_bf16x, false",
        "'', false"
    })
    void hardwareSupportIsReadFromTheProcessorsFlags(String description, boolean expected) {
        assertThat(ComputeDevice.describesBfloat16(description)).isEqualTo(expected);
    }

    @SuppressWarnings("try") // The autocast scope works by being open.
    private static float forward(GraphExecutor executor, ParameterSet parameters, boolean bfloat16) {
        return NativeScope.call(() -> {
            try (Autocast autocast = Autocast.open(ComputeDevice.CPU, bfloat16)) {
                return executor.apply(torch.ones(1, 3), parameters, Mode.TRAINING)
                        .item_float();
            }
        });
    }

    private static Map<String, float[]> weights(float value) {
        return Map.of("linear.weight", new float[] {value, value, value}, "linear.bias", BIAS);
    }

    private static Graph linear() {
        GraphBuilder b = new GraphBuilder();
        b.output("y", Layers.linear(b, "linear", b.input("x", Shape.batched(3)), 1, Initializer.ones()));
        return b.build();
    }
}
