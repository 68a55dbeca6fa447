package dev.gantry.networks.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.networks.Role;
import dev.gantry.networks.family.NetworkSpec.Normalization;
import dev.gantry.networks.family.SampleShape.Images;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.op.BatchNorm;
import dev.gantry.networks.shape.Shape;
import org.junit.jupiter.api.Test;

class DcganTest {

    private static final Family DCGAN = Families.byName("dcgan");

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
}
