package dev.gantry.networks.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.shape.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {

    private static final Initializer ANY = Initializer.zeros();

    @Test
    void onlyTrainableScalarsAreCounted() {
        GraphBuilder b = new GraphBuilder();
        Value x = Layers.convWithBias(b, "conv", b.input("x", Shape.batched(3, 8, 8)), 4, 3, new Conv(1, 1), ANY);
        b.output("y", Layers.batchNorm(b, "norm", x, ANY));
        assertThat(b.build().parameterCount()).isEqualTo(4 * 3 * 3 * 3 + 4 + 2 * 4);
    }

    @Test
    void multiplyAccumulatesFollowTheDefinition() {
        GraphBuilder b = new GraphBuilder();
        Value x = Layers.conv(b, "down", b.input("x", Shape.batched(2, 8, 8)), 4, 3, new Conv(2, 1, 1, 2), ANY);
        x = Layers.convTranspose(b, "up", x, 3, 4, new ConvTranspose(2, 1), ANY);
        b.output("y", Layers.linear(b, "head", Layers.flatten(b, "flat", x), 5, ANY));
        long down = 4 * 4 * 4 * 9;
        long up = 4 * 4 * 4 * 3 * 16;
        long head = 3 * 8 * 8 * 5;
        assertThat(b.build().multiplyAccumulates()).isEqualTo(down + up + head);
    }

    @Test
    void inliningRenamesParametersAndKeepsTheirMeaning() {
        GraphBuilder inner = new GraphBuilder();
        inner.output("y", Layers.batchNorm(inner, "norm", inner.input("x", Shape.batched(3)), Initializer.ones()));
        GraphBuilder outer = new GraphBuilder();
        Value x = outer.input("image", Shape.batched(3));
        Value first = outer.scope("a")
                .inline(inner.build(), "one", x)
                .values()
                .iterator()
                .next();
        outer.inline(inner.build(), "two", first).forEach(outer::output);
        Graph graph = outer.build();
        assertThat(graph.outputs()).containsExactly(new Output("y", "two.norm"));
        assertThat(graph.parameters().stream().map(ParameterSpec::name))
                .startsWith("a.one.norm.weight", "a.one.norm.bias")
                .endsWith("two.norm.running_mean", "two.norm.running_var");
        assertThat(graph.parameters().get(7).kind()).isEqualTo(ParameterSpec.Kind.BUFFER);
        assertThat(graph.nodes().get(1).inputs()).startsWith("a.one.norm", "two.norm.weight");
    }

    @Test
    void onlyWhatAnOutputIsComputedFromIsKept() {
        GraphBuilder b = new GraphBuilder();
        Value shared = Layers.linear(b, "shared", b.input("x", Shape.batched(3)), 2, ANY);
        b.output("left", Layers.linear(b, "left.linear", shared, 1, ANY));
        b.output("right", Layers.linear(b, "right.linear", shared, 1, ANY));
        Graph left = b.build().only("left");

        assertThat(left.outputs()).containsExactly(new Output("left", "left.linear"));
        assertThat(left.nodes()).extracting(Node::name).containsExactly("shared", "left.linear");
        assertThat(left.parameters())
                .extracting(ParameterSpec::name)
                .containsExactly("shared.weight", "shared.bias", "left.linear.weight", "left.linear.bias");
        assertThatThrownBy(() -> left.only("right")).hasMessageStartingWith("right: is not an output");
    }

    @Test
    void aParameterMayBeSharedBetweenNodes() {
        GraphBuilder b = new GraphBuilder();
        Value weight = b.parameter("tied", Shape.of(3, 3, 1, 1), ANY);
        Value x = b.node("first", new Conv(1, 0), b.input("x", Shape.batched(3, 2, 2)), weight);
        b.output("y", b.node("second", new Conv(1, 0), x, weight));
        assertThat(b.build().parameterCount()).isEqualTo(9);
    }

    @Test
    void declaredShapesAreCheckedAgainstTheOperations() {
        Value x = new Value("x", Shape.batched(3));
        Node wrong = new Node("relu", new Relu(), List.of("x"), Shape.batched(4));
        assertThatThrownBy(() -> new Graph(List.of(x), List.of(), List.of(wrong), List.of(new Output("y", "relu"))))
                .isInstanceOf(GraphException.class)
                .hasMessage("relu: declared as [N, 4], computes [N, 3]");
    }

    @Test
    void constantsMustHaveFixedValues() {
        assertThatThrownBy(() ->
                        new ParameterSpec("c", Shape.of(2), ParameterSpec.Kind.CONSTANT, new Initializer.Normal(0, 1)))
                .isInstanceOf(GraphException.class);
    }

    @Test
    void cosineBasisIsOrthonormalAndStartsWithTheMean() {
        int n = 7;
        float[] basis = new Initializer.Cosines(false).values(Shape.of(n, n));
        float[] transposed = new Initializer.Cosines(true).values(Shape.of(n, n));
        for (int i = 0; i < n; i++) {
            assertThat(basis[i]).isCloseTo((float) (1 / Math.sqrt(n)), within(1e-6f));
            for (int j = 0; j < n; j++) {
                double product = 0;
                for (int k = 0; k < n; k++) {
                    product += (double) basis[i * n + k] * transposed[k * n + j];
                }
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-6));
            }
        }
    }

    @Test
    void kaimingBoundFollowsTheFanIn() {
        double bound = new Initializer.KaimingUniform(0).bound(Shape.of(64, 3, 2, 2));
        assertThat(bound).isCloseTo(Math.sqrt(6.0 / 12), within(1e-12));
    }
}
