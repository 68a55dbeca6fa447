package dev.gantry.networks.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Node;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Add;
import dev.gantry.networks.op.AveragePool;
import dev.gantry.networks.op.BatchNorm;
import dev.gantry.networks.op.Concat;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.op.LayerNorm;
import dev.gantry.networks.op.LeakyRelu;
import dev.gantry.networks.op.Log;
import dev.gantry.networks.op.MatMul;
import dev.gantry.networks.op.MaxPool;
import dev.gantry.networks.op.Mul;
import dev.gantry.networks.op.Op;
import dev.gantry.networks.op.ReduceMean;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.op.Sqrt;
import dev.gantry.networks.op.Sub;
import dev.gantry.networks.op.Tanh;
import dev.gantry.networks.op.Upsample;
import dev.gantry.networks.shape.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Over its options, each emitted operation agrees with its definition in shape and value, at N = 1 and 3. */
class OpParityTest {

    private static final Shape IMAGE = Shape.batched(4, 9, 8);
    private static final Initializer ANY = Initializer.zeros();

    @ParameterizedTest
    @MethodSource("convolutions")
    void convolution(Conv op, int kernel) {
        Parity.check(graph(IMAGE, (b, x) -> Layers.conv(b, "conv", x, 6, kernel, op, ANY)));
    }

    static List<Arguments> convolutions() {
        List<Arguments> options = new ArrayList<>();
        for (int stride : List.of(1, 2, 3)) {
            for (int padding : List.of(0, 1, 2)) {
                for (int dilation : List.of(1, 2)) {
                    for (int groups : List.of(1, 2)) {
                        for (int kernel : List.of(1, 3, 4)) {
                            options.add(arguments(new Conv(stride, padding, dilation, groups), kernel));
                        }
                    }
                }
            }
        }
        return options;
    }

    @ParameterizedTest
    @MethodSource("transposedConvolutions")
    void transposedConvolution(ConvTranspose op, int kernel) {
        Parity.check(graph(IMAGE, (b, x) -> Layers.convTransposeWithBias(b, "conv", x, 6, kernel, op, ANY)));
    }

    static List<Arguments> transposedConvolutions() {
        List<Arguments> options = new ArrayList<>();
        for (int stride : List.of(1, 2, 3)) {
            for (int padding : List.of(0, 1)) {
                for (int outputPadding = 0; outputPadding < stride; outputPadding++) {
                    for (int dilation : List.of(1, 2)) {
                        for (int groups : List.of(1, 2)) {
                            for (int kernel : List.of(1, 3, 4)) {
                                options.add(arguments(
                                        new ConvTranspose(stride, padding, outputPadding, dilation, groups), kernel));
                            }
                        }
                    }
                }
            }
        }
        return options;
    }

    @ParameterizedTest
    @MethodSource("pools")
    void maxPool(MaxPool op) {
        Parity.check(graph(IMAGE, (b, x) -> b.node("pool", op, x)));
    }

    static List<MaxPool> pools() {
        List<MaxPool> options = new ArrayList<>();
        for (int kernel : List.of(1, 2, 3, 4)) {
            for (int stride : List.of(1, 2, 3)) {
                for (int padding = 0; padding <= kernel / 2; padding++) {
                    options.add(new MaxPool(kernel, stride, padding));
                }
            }
        }
        return options;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void otherOperation(String name, Graph graph) {
        Parity.check(graph);
    }

    static List<Arguments> others() {
        List<Arguments> options = new ArrayList<>();
        for (Op op : List.of(new Relu(), new LeakyRelu(0.2f), new LeakyRelu(0.01f), new Tanh())) {
            options.add(arguments(op.toString(), graph(IMAGE, (b, x) -> b.node("y", op, x))));
        }
        for (Op op : List.of(new Log(), new Sqrt())) {
            options.add(
                    arguments(op.toString(), graph(IMAGE, (b, x) -> b.node("y", op, b.node("x2", new Mul(), x, x)))));
        }
        for (Op op : List.of(new Add(), new Sub(), new Mul())) {
            for (Shape other : List.of(Shape.SCALAR, Shape.of(8), Shape.of(4, 1, 1), Shape.of(1, 4, 9, 8))) {
                options.add(arguments(
                        op + " with " + other,
                        graph(IMAGE, (b, x) -> b.node("y", op, x, b.parameter("other", other, ANY)))));
                options.add(arguments(
                        op + " of " + other,
                        graph(IMAGE, (b, x) -> b.node("y", op, b.parameter("other", other, ANY), x))));
            }
        }
        for (ReduceMean op : List.of(
                new ReduceMean(List.of(1), false),
                new ReduceMean(List.of(2, 3), false),
                new ReduceMean(List.of(2, 3), true),
                new ReduceMean(List.of(1, 2, 3), false))) {
            options.add(arguments(op.toString(), graph(IMAGE, (b, x) -> b.node("y", op, x))));
        }
        for (Reshape op :
                List.of(new Reshape(List.of(288)), new Reshape(List.of(8, 36)), new Reshape(List.of(9, 8, 2, 2)))) {
            options.add(arguments(op.toString(), graph(IMAGE, (b, x) -> b.node("y", op, x))));
        }
        for (Op op : List.of(
                new AveragePool(2, 2),
                new AveragePool(3, 1),
                new AveragePool(3, 2),
                new Upsample(1),
                new Upsample(2),
                new Upsample(3),
                new LayerNorm(1e-5f),
                new LayerNorm(0.1f))) {
            options.add(arguments(op.toString(), graph(IMAGE, (b, x) -> b.node("y", op, x))));
        }
        options.add(arguments(
                "LayerNorm of vectors", graph(Shape.batched(7), (b, x) -> b.node("y", new LayerNorm(1e-5f), x))));
        options.add(arguments("LayerNorm with scale and bias", graph(IMAGE, (b, x) -> Layers.layerNorm(b, "norm", x))));
        for (int side : List.of(4, 16)) {
            options.add(arguments(
                    "resampling to " + side,
                    graph(Shape.batched(4, 8, 8), (b, x) -> Layers.resample(b, "resampled", x, side))));
        }
        for (int axis : List.of(1, 2, 3)) {
            options.add(arguments(
                    "Concat along " + axis,
                    graph(IMAGE, (b, x) -> b.node("y", new Concat(axis), x, b.node("r", new Relu(), x), x))));
        }
        options.add(
                arguments("Reshape to [N]", graph(Shape.batched(1), (b, x) -> b.node("y", new Reshape(List.of()), x))));
        options.add(arguments("Linear", graph(Shape.batched(7), (b, x) -> Layers.linear(b, "y", x, 5, ANY))));
        options.add(arguments("BatchNorm", graph(IMAGE, (b, x) -> Layers.batchNorm(b, "norm", x, ANY))));
        options.add(arguments(
                "BatchNorm of vectors", graph(Shape.batched(7), (b, x) -> Layers.batchNorm(b, "norm", x, ANY))));
        options.add(arguments(
                "MatMul from the left",
                graph(IMAGE, (b, x) -> b.node("y", new MatMul(), b.parameter("m", Shape.of(5, 9), ANY), x))));
        options.add(arguments(
                "MatMul from the right",
                graph(IMAGE, (b, x) -> b.node("y", new MatMul(), x, b.parameter("m", Shape.of(8, 3), ANY)))));
        options.add(arguments(
                "MatMul map by map",
                graph(IMAGE, (b, x) -> b.node("y", new MatMul(), x, b.parameter("m", Shape.of(4, 8, 3), ANY)))));
        options.add(arguments("mean and deviation", graph(IMAGE, (b, x) -> Layers.meanAndDeviation(b, "pool", x))));
        return options;
    }

    @Test
    void noOperationIsLeftOut() {
        Set<Class<?>> tried = new HashSet<>(Set.of(Conv.class, ConvTranspose.class, MaxPool.class));
        for (Arguments option : others()) {
            ((Graph) option.get()[1]).nodes().stream().map(Node::op).forEach(op -> tried.add(op.getClass()));
        }
        assertThat(tried).containsExactlyInAnyOrder(Op.class.getPermittedSubclasses());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void comparisonNotices(String mistake, Graph right, Graph wrong) {
        ParameterSource weights = OnnxRun.weights(right);
        Map<String, Tensor> inputs = OnnxRun.inputs(right, 3);
        Tensor expected =
                Reference.run(right, weights, inputs).values().iterator().next();
        Tensor actual = OnnxRun.run(OnnxRun.emit(wrong, weights), inputs)
                .values()
                .iterator()
                .next();
        assertThat(Parity.difference(expected, actual)).isGreaterThan(1e-4);
    }

    static List<Arguments> mutants() {
        Shape square = Shape.batched(4, 8, 8);
        return List.of(
                arguments("a wrong epsilon", batchNorm(1e-5f), batchNorm(1e-3f)),
                arguments("a wrong epsilon of a layer", one(new LayerNorm(1e-5f)), one(new LayerNorm(1e-3f))),
                arguments("the largest for the mean", one(new AveragePool(2, 2)), one(new MaxPool(2, 2, 0))),
                arguments("tiles for repeated pixels", one(new Upsample(2)), tiled()),
                arguments(
                        "another filter",
                        graph(square, (b, x) -> Layers.resample(b, "halved", x, 4)),
                        graph(square, (b, x) -> b.node("halved", new AveragePool(2, 2), x))));
    }

    private static Graph one(Op op) {
        return graph(IMAGE, (b, x) -> b.node("y", op, x));
    }

    private static Graph tiled() {
        return graph(IMAGE, (b, x) -> {
            Value rows = b.node("rows", new Concat(2), x, x);
            return b.node("y", new Concat(3), rows, rows);
        });
    }

    private static Graph batchNorm(float epsilon) {
        return graph(IMAGE, (b, x) -> {
            Shape channels = Shape.of(4);
            return b.node(
                    "norm",
                    new BatchNorm(epsilon, 0.1f),
                    x,
                    b.parameter("scale", channels, ANY),
                    b.parameter("bias", channels, ANY),
                    b.buffer("mean", channels, ANY),
                    b.buffer("var", channels, ANY));
        });
    }

    private static Graph graph(Shape input, BiFunction<GraphBuilder, Value, Value> body) {
        GraphBuilder b = new GraphBuilder();
        b.output("result", body.apply(b, b.input("x", input)));
        return b.build();
    }
}
