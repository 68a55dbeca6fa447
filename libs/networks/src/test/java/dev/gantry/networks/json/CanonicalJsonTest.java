package dev.gantry.networks.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.family.SampleShape;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.GraphException;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.LeakyRelu;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Augmentation;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import dev.gantry.networks.recipe.Schedule;
import dev.gantry.networks.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalJsonTest {

    private static final Graph SMALL = small(0.2f);

    private static final String SMALL_JSON = "{\"inputs\":[{\"name\":\"x\",\"shape\":[-1,2]}],"
            + "\"nodes\":[{\"inputs\":[\"x\",\"head.weight\",\"head.bias\"],\"name\":\"head\",\"op\":{\"op\":\"Linear\"},"
            + "\"shape\":[-1,1]},{\"inputs\":[\"head\"],\"name\":\"leaky\",\"op\":{\"op\":\"LeakyRelu\",\"slope\":0.2},"
            + "\"shape\":[-1,1]}],\"outputs\":[{\"name\":\"y\",\"value\":\"leaky\"}],"
            + "\"parameters\":[{\"initializer\":{\"init\":\"Normal\",\"deviation\":0.02,\"mean\":0.0},"
            + "\"kind\":\"TRAINABLE\",\"name\":\"head.weight\",\"shape\":[1,2]},"
            + "{\"initializer\":{\"init\":\"Constant\",\"value\":0.0},\"kind\":\"TRAINABLE\",\"name\":\"head.bias\","
            + "\"shape\":[1]}]}";

    @Test
    void textIsTheSameOnEveryMachine() {
        assertThat(CanonicalJson.write(SMALL)).isEqualTo(SMALL_JSON);
    }

    @Test
    void digestIsThatOfTheText() {
        assertThat(CanonicalJson.sha256(SMALL))
                .isEqualTo("f350508883ea8c5615ea6f9d24da7e924973608ffe89e02846a9a728d0dbed41");
        assertThat(CanonicalJson.sha256(small(0.1f))).isNotEqualTo(CanonicalJson.sha256(SMALL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.gantry.networks.Networks#all")
    void graphComesBackEqual(String name, Graph graph) {
        String json = CanonicalJson.write(graph);
        Graph back = CanonicalJson.read(json, Graph.class);
        assertThat(back).isEqualTo(graph);
        assertThat(CanonicalJson.write(back)).isEqualTo(json);
    }

    @Test
    void recipeComesBackEqual() {
        NetworkSpec spec = Families.byName("dcgan").defaultSpec(new SampleShape.Images(3, 64));
        Recipe recipe = Families.byName("dcgan").defaultRecipe(spec);
        Recipe hinge = new Recipe(new AdversarialLoss.Hinge(), List.of(), Map.of(), 0, 1);
        Recipe elaborate = new Recipe(
                new AdversarialLoss.Relativistic(),
                List.of(new Regularizer.GradientPenalty(10, 1), new Regularizer.SpectralNorm()),
                Map.of(),
                new Augmentation.Adaptive(Set.of(Augmentation.Transform.CUTOUT), 0.1, 0.6, 1000),
                List.of(new Schedule(Schedule.Setting.EMA_HALF_LIFE, 2, 9, Schedule.Curve.COSINE)),
                5,
                2,
                0,
                8);
        for (Recipe each : List.of(recipe, hinge, elaborate)) {
            assertThat(CanonicalJson.read(CanonicalJson.write(each), Recipe.class))
                    .isEqualTo(each);
        }
    }

    @Test
    void impossibleDescriptionsAreRefusedOnReading() {
        assertThatThrownBy(() ->
                        CanonicalJson.read(SMALL_JSON.replace("\"shape\":[-1,1]", "\"shape\":[-1,9]"), Graph.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasRootCauseInstanceOf(GraphException.class)
                .hasMessageContaining("head: declared as [N, 9], computes [N, 1]");
        assertThatThrownBy(() -> CanonicalJson.read(SMALL_JSON.replace("LeakyRelu", "Swish"), Graph.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Swish");
        assertThatThrownBy(() -> CanonicalJson.read(SMALL_JSON.replace("slope", "angle"), Graph.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slope");
    }

    private static Graph small(float slope) {
        GraphBuilder b = new GraphBuilder();
        var head = Layers.linear(b, "head", b.input("x", Shape.batched(2)), 1, new Initializer.Normal(0, 0.02f));
        b.output("y", b.node("leaky", new LeakyRelu(slope), head));
        return b.build();
    }
}
