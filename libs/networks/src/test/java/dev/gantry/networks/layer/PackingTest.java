package dev.gantry.networks.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.networks.Networks;
import dev.gantry.networks.Role;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.op.ReduceMean;
import dev.gantry.networks.shape.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackingTest {
    private static final Family DCGAN = Families.byName("dcgan");

    @Test
    void packedDiscriminatorTakesSamplesSideBySideAndGivesOneLogit() {
        Graph single = DCGAN.graph(Role.DISCRIMINATOR, Networks.COLOUR);
        Graph packed = Packing.discriminator(single, 4);

        assertThat(packed.inputs()).containsExactly(new Value("image", Shape.batched(12, 32, 32)));
        assertThat(packed.outputShape("logits")).isEqualTo(Shape.batched(1));
        assertThat(packed.nodes()).isEqualTo(single.nodes());
        assertThat(packed.parameters())
                .filteredOn(spec -> !single.parameters().contains(spec))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyFamilysDiscriminatorCanBePacked(Family family) {
        Networks.samples(family).forEach(sample -> {
            Graph packed = Packing.discriminator(family.graph(Role.DISCRIMINATOR, Networks.small(family, sample)), 3);
            Shape single = sample.batched();
            assertThat(packed.inputs().get(0).shape()).isEqualTo(single.with(1, 3 * single.dim(1)));
        });
    }

    static List<Family> families() {
        return Families.all();
    }

    @Test
    void featuresTakeOneSampleAndHaveTheWeightsOfThePackedDiscriminator() {
        Graph features =
                Packing.features(DCGAN.discriminatorFeatures(Networks.COLOUR).orElseThrow(), 2);

        assertThat(features.inputs()).containsExactly(new Value("image", Shape.batched(3, 32, 32)));
        assertThat(Packing.discriminator(DCGAN.graph(Role.DISCRIMINATOR, Networks.COLOUR), 2)
                        .parameters())
                .containsAll(features.parameters().stream()
                        .filter(spec -> spec.kind() != ParameterSpec.Kind.CONSTANT)
                        .toList());
    }

    @Test
    void packsOfOneAreTheGraphItself() {
        Graph single = DCGAN.graph(Role.DISCRIMINATOR, Networks.GREY);
        assertThat(Packing.discriminator(single, 1)).isSameAs(single);
        assertThat(Packing.features(single, 1)).isSameAs(single);
    }

    @Test
    void discriminatorThatDoesNotBeginWithAWeightIsRefused() {
        GraphBuilder b = new GraphBuilder();
        b.output("logits", b.node("first", new ReduceMean(List.of(1), true), b.input("points", Shape.batched(2))));
        Graph graph = b.build();
        assertThatThrownBy(() -> Packing.discriminator(graph, 2))
                .hasMessage("packing is 2, must be 1: first of the discriminator takes single samples only");
    }
}
