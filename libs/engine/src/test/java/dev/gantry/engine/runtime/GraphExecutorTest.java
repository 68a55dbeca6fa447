package dev.gantry.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.AveragePool;
import dev.gantry.networks.op.BatchNorm;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.op.LayerNorm;
import dev.gantry.networks.op.Mul;
import dev.gantry.networks.op.Op;
import dev.gantry.networks.op.Sub;
import dev.gantry.networks.op.Tanh;
import dev.gantry.networks.op.Upsample;
import dev.gantry.networks.shape.Shape;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphExecutorTest {
    private static final ComputeDevice CPU = ComputeDevice.CPU;

    @Test
    void convolutionCrossCorrelates() {
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("x", Shape.batched(1, 3, 3));
        Value w = b.parameter("w", Shape.of(1, 1, 2, 2), Initializer.zeros());
        b.output("y", b.node("conv", new Conv(1, 0), x, w));

        float[] y = run(
                b.build(), Map.of("w", new float[] {1, 2, 0, 0}), new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3);

        assertThat(y).containsExactly(1 + 4, 2 + 6, 4 + 10, 5 + 12);
    }

    @Test
    void transposedConvolutionSpreadsTheKernel() {
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("x", Shape.batched(1, 1, 2));
        Value w = b.parameter("w", Shape.of(1, 1, 1, 3), Initializer.zeros());
        b.output("y", b.node("up", new ConvTranspose(2, 0), x, w));

        float[] y = run(b.build(), Map.of("w", new float[] {1, 2, 3}), new float[] {1, 10}, 1, 1, 1, 2);

        assertThat(y).containsExactly(1, 2, 3 + 10, 20, 30);
    }

    @Test
    void subtractionKeepsItsOrderAndConstantsArePartOfTheGraph() {
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("x", Shape.batched(2));
        Value two = b.constant("two", Shape.SCALAR, new Initializer.Constant(2));
        b.output("y", b.node("difference", new Sub(), x, b.node("product", new Mul(), x, two)));

        assertThat(run(b.build(), Map.of(), new float[] {1, 5}, 1, 2)).containsExactly(-1, -5);
    }

    @Test
    void averagePoolingTakesTheMeanOfEachWindow() {
        assertThat(run(unary(new AveragePool(2, 2)), Map.of(), new float[] {1, 2, 3, 4}, 1, 1, 2, 2))
                .containsExactly(2.5f);
    }

    @Test
    void upsamplingRepeatsPixels() {
        assertThat(run(unary(new Upsample(2)), Map.of(), new float[] {1, 2, 3, 4}, 1, 1, 2, 2))
                .containsExactly(1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4);
    }

    @Test
    void layerNormKeepsSamplesApart() {
        float[] y = run(unary(new LayerNorm(1e-9f)), Map.of(), new float[] {1, 1, 3, 3, 10, 10, 50, 50}, 2, 1, 2, 2);

        assertThat(y).containsExactly(new float[] {-1, -1, 1, 1, -1, -1, 1, 1}, within(1e-5f));
    }

    /** Penalties on gradients need second derivatives; one that is silently zero trains without any penalty. */
    @ParameterizedTest
    @MethodSource
    void squaredGradientHasTheGradientThatDifferencesGive(Op op) {
        float[] x = {1, -0.5f, 0.3f, 0.8f, -0.2f, 1.1f, 0.4f, 0.9f};
        try (GraphExecutor executor = new GraphExecutor(unary(op), CPU);
                ParameterSet none = ParameterSet.initialize(executor.graph(), 1, "test", CPU)) {
            float[] gradient = NativeScope.call(() -> {
                Tensor input = input(x);
                Tensor penalty = penalty(executor, none, input);
                return Tensors.toArray(Autograd.gradients(penalty, input).get(0));
            });
            for (int i = 0; i < x.length; i++) {
                double step = 1e-2;
                float[] more = x.clone();
                float[] less = x.clone();
                more[i] += (float) step;
                less[i] -= (float) step;
                double difference = NativeScope.call(
                        () -> penalty(executor, none, input(more)).item_double()
                                - penalty(executor, none, input(less)).item_double());
                assertThat((double) gradient[i])
                        .isCloseTo(
                                difference / (2 * step), within(0.02 * Math.max(1, Math.abs(difference / (2 * step)))));
            }
            assertThat(IntStream.range(0, x.length)
                            .mapToDouble(i -> Math.abs(gradient[i]))
                            .max()
                            .orElseThrow())
                    .isGreaterThan(0.1);
        }
    }

    static Stream<Op> squaredGradientHasTheGradientThatDifferencesGive() {
        return Stream.of(new AveragePool(2, 2), new Upsample(2), new LayerNorm(1e-5f), new Tanh());
    }

    /** The squared gradient of the sum of cubes, so that linear operations have one that changes. */
    private static Tensor penalty(GraphExecutor executor, ParameterSet none, Tensor input) {
        Tensor y = executor.apply(input, none, Mode.TRAINING);
        Tensor cubes = y.mul(y).mul(y).sum();
        return Autograd.differentiableGradient(cubes, input).square().sum();
    }

    private static Tensor input(float[] values) {
        return Tensors.copyOf(values, CPU, 2, 1, 2, 2).requires_grad_(true);
    }

    private static Graph unary(Op op) {
        GraphBuilder b = new GraphBuilder();
        b.output("y", b.node("op", op, b.input("x", Shape.batched(1, 2, 2))));
        return b.build();
    }

    @Test
    void batchNormTrainsOnBatchStatisticsAndEvaluatesOnRunningOnes() {
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("x", Shape.batched(1));
        Value normalized = b.node(
                "norm",
                new BatchNorm(1e-5f, 0.1f),
                x,
                b.parameter("scale", Shape.of(1), Initializer.ones()),
                b.parameter("bias", Shape.of(1), Initializer.zeros()),
                b.buffer("mean", Shape.of(1), Initializer.zeros()),
                b.buffer("variance", Shape.of(1), Initializer.ones()));
        b.output("y", normalized);
        Graph graph = b.build();
        try (GraphExecutor executor = new GraphExecutor(graph, CPU);
                ParameterSet parameters = ParameterSet.initialize(graph, 1, "test", CPU)) {
            float[] batch = {2, 6};

            assertThat(evaluate(executor, parameters, Mode.EVALUATION, batch, 2, 1)[1])
                    .isCloseTo(6, within(1e-3f));
            assertThat(evaluate(executor, parameters, Mode.TRAINING, batch, 2, 1)[1])
                    .isCloseTo(1, within(1e-3f));

            assertThat(Tensors.toArray(parameters.get("mean"))[0]).isCloseTo(0.4f, within(1e-6f));
            assertThat(Tensors.toArray(parameters.get("variance"))[0]).isCloseTo(0.9f + 0.1f * 8, within(1e-5f));
        }
    }

    @Test
    void gradientReachesEveryTrainableParameterAndOnlyThose() {
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("x", Shape.batched(2));
        Value y = Layers.linear(b, "linear", x, 1, new Initializer.Normal(0, 1));
        b.parameter("unused", Shape.of(3), Initializer.ones());
        b.output("y", y);
        Graph graph = b.build();
        try (GraphExecutor executor = new GraphExecutor(graph, CPU);
                ParameterSet parameters = ParameterSet.initialize(graph, 1, "test", CPU)) {
            float[] gradient = NativeScope.call(() -> {
                Tensor input = Tensors.copyOf(new float[] {3, 4}, CPU, 1, 2);
                Tensor sum = executor.apply(input, parameters, Mode.TRAINING).sum();
                return Tensors.toArray(parameters.gradientOf(sum));
            });

            // Each parameter begins on a cache line of 16 floats.
            assertThat(gradient).hasSize(3 * 16).startsWith(3, 4);
            assertThat(gradient[16]).isEqualTo(1);
            assertThat(gradient[32]).isZero();
        }
    }

    @Test
    void missingInputIsNamed() {
        GraphBuilder b = new GraphBuilder();
        b.output("y", b.node("square", new Mul(), b.input("x", Shape.batched(1)), b.input("z", Shape.batched(1))));
        Graph graph = b.build();
        try (GraphExecutor executor = new GraphExecutor(graph, CPU);
                ParameterSet none = ParameterSet.initialize(graph, 1, "test", CPU)) {
            assertThatThrownBy(() -> NativeScope.run(() -> {
                        Tensor x = Tensors.copyOf(new float[] {1}, CPU, 1, 1);
                        executor.run(Map.of("x", x), none, Mode.EVALUATION);
                    }))
                    .hasMessageContaining("input z is missing");
        }
    }

    private static float[] run(Graph graph, Map<String, float[]> weights, float[] x, long... shape) {
        try (GraphExecutor executor = new GraphExecutor(graph, CPU);
                ParameterSet parameters = ParameterSet.of(graph, weights, CPU)) {
            return evaluate(executor, parameters, Mode.EVALUATION, x, shape);
        }
    }

    private static float[] evaluate(
            GraphExecutor executor, ParameterSet parameters, Mode mode, float[] x, long... shape) {
        return NativeScope.callWithoutGradient(
                () -> Tensors.toArray(executor.apply(Tensors.copyOf(x, CPU, shape), parameters, mode)));
    }
}
