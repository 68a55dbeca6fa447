package dev.gantry.networks.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.networks.Role;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.family.SampleShape.Images;
import dev.gantry.networks.graph.Graph;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Families at the widths that jobs get when they ask for none: ONNX Runtime takes them, and pictures come out. */
class FamilyExportTest {

    @ParameterizedTest
    @ValueSource(ints = {28, 32, 64, 96, 128})
    void everyFamilyRunsAtItsDefaultWidths(int resolution) {
        for (Family family : Families.all()) {
            for (int channels : List.of(1, 3)) {
                NetworkSpec spec = family.defaultSpec(new Images(channels, resolution));
                Tensor made = run(family.graph(Role.GENERATOR, spec), "image");
                assertThat(made.dims()).containsExactly(1, channels, resolution, resolution);
                Tensor logits = run(family.graph(Role.DISCRIMINATOR, spec), "logits");
                assertThat(logits.dims()).containsExactly(1, 1);
                assertThat(logits.data()[0]).isFinite();
            }
        }
    }

    private static Tensor run(Graph graph, String output) {
        byte[] model = OnnxRun.emit(graph, OnnxRun.weights(graph));
        return requireNonNull(OnnxRun.run(model, OnnxRun.inputs(graph, 1)).get(output));
    }
}
