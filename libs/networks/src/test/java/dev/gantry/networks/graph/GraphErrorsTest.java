package dev.gantry.networks.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Add;
import dev.gantry.networks.op.AveragePool;
import dev.gantry.networks.op.BatchNorm;
import dev.gantry.networks.op.Concat;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.op.LayerNorm;
import dev.gantry.networks.op.LeakyRelu;
import dev.gantry.networks.op.Linear;
import dev.gantry.networks.op.MatMul;
import dev.gantry.networks.op.MaxPool;
import dev.gantry.networks.op.Op;
import dev.gantry.networks.op.ReduceMean;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.op.Upsample;
import dev.gantry.networks.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is refused while the graph is made, and the message says where, what and why. */
class GraphErrorsTest {

    private static final Shape IMAGE = Shape.batched(3, 8, 8);
    private static final Initializer ANY = Initializer.zeros();

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String message, Consumer<GraphBuilder> mistake) {
        assertThatThrownBy(() -> mistake.accept(new GraphBuilder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                mistake("b0.conv: input has 3 channels, weight wants 4", b -> {
                    GraphBuilder b0 = b.scope("b0");
                    b0.node("conv", new Conv(1, 0), b.input("x", IMAGE), b0.parameter("w", Shape.of(8, 4, 3, 3), ANY));
                }),
                op("y: input is [N, 5], must be [N, C, H, W]", Shape.batched(5), new Conv(1, 0), Shape.of(1, 5, 1, 1)),
                op(
                        "y: weight is [3, 3], must be [out channels, in channels / groups, height, width]",
                        IMAGE,
                        new Conv(1, 0),
                        Shape.of(3, 3)),
                op(
                        "y: input height 8 is too small, the output would have none",
                        IMAGE,
                        new Conv(1, 0),
                        Shape.of(1, 3, 9, 8)),
                op("y: bias is [4], must be [2]", IMAGE, new Conv(1, 0), Shape.of(2, 3, 1, 1), Shape.of(4)),
                op("y: Conv takes 2 to 3 inputs, got 1", IMAGE, new Conv(1, 0)),
                op(
                        "y: 4 output channels do not divide into 3 groups",
                        IMAGE,
                        new Conv(1, 0, 1, 3),
                        Shape.of(4, 1, 1, 1)),
                op("y: input has 3 channels, weight wants 8", IMAGE, new ConvTranspose(2, 1), Shape.of(8, 3, 4, 4)),
                op(
                        "y: 3 input channels do not divide into 2 groups",
                        IMAGE,
                        new ConvTranspose(2, 1, 0, 1, 2),
                        Shape.of(3, 1, 4, 4)),
                op("y: input has 5 features, weight wants 6", Shape.batched(5), new Linear(), Shape.of(2, 6)),
                op("y: input is [N, 3, 8, 8], must be [N, features]", IMAGE, new Linear(), Shape.of(2, 3)),
                op("y: left has 8 columns, right has 7 rows", IMAGE, new MatMul(), Shape.of(7, 8)),
                op("y: left is [N, 5], must be [..., rows, columns]", Shape.batched(5), new MatMul(), Shape.of(5, 5)),
                op(
                        "y: running variance is [2], must be [3]",
                        IMAGE,
                        new BatchNorm(1e-5f, 0.1f),
                        Shape.of(3),
                        Shape.of(3),
                        Shape.of(3),
                        Shape.of(2)),
                op("y: [N, 3, 8, 8] and [5] cannot be broadcast together", IMAGE, new Add(), Shape.of(5)),
                op("y: [N, 3, 8, 8] cannot be reshaped to [N, 5]", IMAGE, new Reshape(List.of(5))),
                op("y: [N, 3, 8, 8] and [3, 8, 8] differ outside axis 1", IMAGE, new Concat(1), Shape.of(3, 8, 8)),
                op(
                        "y: input is [N, 3, 8, 8], must be batched and have the axes [4]",
                        IMAGE,
                        new ReduceMean(List.of(4), true)),
                op(
                        "y: input width 1 is too small, the output would have none",
                        Shape.batched(3, 8, 1),
                        new MaxPool(2, 2, 0)),
                op("y: input is [N, 5], must be [N, C, H, W]", Shape.batched(5), new Upsample(2)),
                op("y: input height 8 is too small, the output would have none", IMAGE, new AveragePool(9, 1)),
                op(
                        "y: input is [N], must be [N, ...] with something to normalize over",
                        Shape.batched(),
                        new LayerNorm(1e-5f)),
                mistake("LayerNorm: epsilon is 0.0, must be positive", b -> new LayerNorm(0)),
                mistake("Upsample: factor is 0, must be at least 1", b -> new Upsample(0)),
                mistake("AveragePool: stride is 0, must be at least 1", b -> new AveragePool(1, 0)),
                mistake(
                        "shape is [4, 6], a resampling matrix must be twice as long one way as the other",
                        b -> new Initializer.Resampling(false).values(Shape.of(4, 6))),
                mistake("Conv: stride is 0, must be at least 1", b -> new Conv(0, 0)),
                mistake(
                        "ConvTranspose: outputPadding is 2, must be less than stride 2 or dilation 1",
                        b -> new ConvTranspose(2, 1, 2, 1, 1)),
                mistake("LeakyRelu: slope is NaN, must be positive", b -> new LeakyRelu(Float.NaN)),
                mistake("BatchNorm: momentum is 1.5, must be at most 1", b -> new BatchNorm(1e-5f, 1.5f)),
                mistake("MaxPool: padding is 2, must be at most half the kernel 3", b -> new MaxPool(3, 1, 2)),
                mistake("ReduceMean: axis is 1, must be at least 3", b -> new ReduceMean(List.of(2, 1), true)),
                mistake("x: is defined twice", b -> {
                    b.input("x", IMAGE);
                    b.input("x", IMAGE);
                }),
                mistake("x: input is [3], must be [N, ...]", b -> {
                    b.output("y", b.node("relu", new Relu(), b.input("x", Shape.of(3))));
                    b.build();
                }),
                mistake(
                        "w: parameter is [N, 3], must not have a batch dimension",
                        b -> b.parameter("w", Shape.batched(3), ANY)),
                mistake(
                        "a b: is no name, must be of letters, digits, dots, underscores and hyphens",
                        b -> b.input("a b", IMAGE)),
                mistake(
                        "y: uses x, which is not defined before it",
                        b -> b.node("y", new Relu(), new Value("x", IMAGE))),
                mistake("graph: has no output", b -> b.build()),
                mistake("w: output's name is taken", b -> {
                    b.parameter("w", Shape.of(1), ANY);
                    b.output("w", b.input("x", IMAGE));
                    b.build();
                }),
                mistake("y: output stands for unknown value x", b -> {
                    b.output("y", new Value("x", IMAGE));
                    b.build();
                }),
                mistake(
                        "inner: x is [N, 1, 8, 8], must be [N, 3, 8, 8]",
                        b -> b.inline(identity(), "inner", b.input("x", Shape.batched(1, 8, 8)))));
    }

    private static Graph identity() {
        GraphBuilder b = new GraphBuilder();
        b.output("y", Layers.flatten(b, "flat", b.input("x", IMAGE)));
        return b.build();
    }

    private static Arguments op(String message, Shape input, Op op, Shape... parameters) {
        return mistake(message, b -> {
            List<Value> inputs = new ArrayList<>(List.of(b.input("x", input)));
            for (Shape parameter : parameters) {
                inputs.add(b.parameter("p" + inputs.size(), parameter, ANY));
            }
            b.node("y", op, inputs);
        });
    }

    private static Arguments mistake(String message, Consumer<GraphBuilder> mistake) {
        return arguments(message, mistake);
    }
}
