package dev.gantry.networks.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.Role;
import dev.gantry.networks.family.NetworkSpec.Normalization;
import dev.gantry.networks.family.SampleShape.Images;
import dev.gantry.networks.family.SampleShape.Points;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.op.BatchNorm;
import dev.gantry.networks.recipe.Optimizer;
import dev.gantry.networks.shape.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DcganTest {

    private static final Family DCGAN = Families.byName("dcgan");

    @ParameterizedTest
    @ValueSource(ints = {28, 32, 40, 48, 56, 64, 80, 96, 112, 128})
    void rolesFitTogetherAtEveryResolution(int resolution) {
        for (int channels : new int[] {1, 3}) {
            NetworkSpec spec = DCGAN.defaultSpec(new Images(channels, resolution));
            Graph generator = DCGAN.graph(Role.GENERATOR, spec);
            Graph discriminator = DCGAN.graph(Role.DISCRIMINATOR, spec);
            assertThat(DCGAN.graphs(spec)).containsOnlyKeys(Role.GENERATOR, Role.DISCRIMINATOR);
            assertThat(generator.inputs()).containsExactly(new Value("z", Shape.batched(spec.latentSize())));
            assertThat(generator.outputShape("image")).isEqualTo(spec.sample().batched());
            assertThat(discriminator.inputs())
                    .containsExactly(new Value("image", spec.sample().batched()));
            assertThat(discriminator.outputShape("logits")).isEqualTo(Shape.batched(1));
        }
    }

    @Test
    void otherResolutionsAreRefusedWithTheOnesThatWork() {
        assertThatThrownBy(() -> DCGAN.defaultSpec(new Images(1, 30)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("resolution is 30, must be one of [28, 32, 40, 48, 56, 64, 80, 96, 112, 128]");
    }

    @Test
    void pointsAreRefused() {
        assertThat(DCGAN.kinds()).containsExactly(SampleShape.Kind.IMAGES);
        assertThatThrownBy(() -> DCGAN.defaultSpec(new Points(2)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("kind is points, must be images");
    }

    @Test
    void sizesAreRefusedByField() {
        assertThatThrownBy(() -> new Images(2, 32)).hasMessage("channels is 2, must be 1 (grey) or 3 (colour)");
        assertThatThrownBy(() -> new NetworkSpec(new Images(1, 32), 0, 1, 1, Normalization.NONE))
                .hasMessage("latentSize is 0, must be from 1 to 4096");
        assertThatThrownBy(() -> Families.byName("dcgam")).hasMessage("family is dcgam, must be one of [dcgan]");
        assertThatThrownBy(() -> DCGAN.graph(Role.DETECTOR, DCGAN.defaultSpec(new Images(1, 28))))
                .hasMessage("role is detector, must be one of [generator, discriminator]");
    }

    @Test
    void generatorIsAsLargeAsItsWidthSays() {
        NetworkSpec spec = new NetworkSpec(new Images(1, 28), 10, 4, 4, Normalization.NONE);
        long project = 10 * 8 * 7 * 7 + 8 * 7 * 7 + 2 * 8;
        long up = 8 * 4 * 16 + 2 * 4;
        long picture = 4 * 16 + 1;
        assertThat(DCGAN.graph(Role.GENERATOR, spec).parameterCount()).isEqualTo(project + up + picture);
    }

    @Test
    void featuresUseTheDiscriminatorsOwnParameters() {
        NetworkSpec spec = new NetworkSpec(new Images(3, 32), 10, 4, 4, Normalization.BATCH);
        Graph features = DCGAN.discriminatorFeatures(spec).orElseThrow();
        assertThat(features.outputShape("features")).isEqualTo(Shape.batched(2 * (4 + 8 + 16)));
        assertThat(DCGAN.graph(Role.DISCRIMINATOR, spec).parameters())
                .containsAll(features.parameters().stream()
                        .filter(parameter -> parameter.kind() != ParameterSpec.Kind.CONSTANT)
                        .toList());
    }

    @Test
    void discriminatorHasBatchNormalizationOnlyWhenAskedAndNeverFirst() {
        assertThat(normalizations(Normalization.NONE)).isZero();
        assertThat(normalizations(Normalization.BATCH)).isEqualTo(2);
    }

    private static long normalizations(Normalization normalization) {
        Graph graph = DCGAN.graph(Role.DISCRIMINATOR, new NetworkSpec(new Images(1, 32), 10, 4, 4, normalization));
        return graph.nodes().stream()
                .filter(node -> node.op() instanceof BatchNorm)
                .count();
    }

    @Test
    void defaultRecipeTrainsEveryRole() {
        NetworkSpec spec = DCGAN.defaultSpec(new Images(1, 28));
        for (Role role : DCGAN.graphs(spec).keySet()) {
            assertThat(DCGAN.defaultRecipe(spec).optimizer(role)).isInstanceOf(Optimizer.Adam.class);
        }
    }

    @Test
    void inputsAreThoseOfTheGraphs() {
        NetworkSpec spec = DCGAN.defaultSpec(new Images(1, 28));
        DCGAN.graphs(spec).forEach((role, graph) -> assertThat(
                        DCGAN.inputs(role, spec).stream().map(RoleInput::name))
                .containsExactlyElementsOf(
                        graph.inputs().stream().map(Value::name).toList()));
    }
}
