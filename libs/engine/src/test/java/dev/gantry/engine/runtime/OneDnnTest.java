package dev.gantry.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.shape.Shape;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneDnnTest {
    /** All ones, so that every inner output is 9 times the input channels, and every inner input's gradient 9 times the output channels. */
    @ParameterizedTest
    @CsvSource({"1, 8", "8, 1", "3, 12", "24, 3", "48, 16"})
    void staleMemoryDoesNotLeakIntoConvolutions(int inChannels, int outChannels) {
        Graph graph = convolution(inChannels, outChannels);
        try (GraphExecutor executor = new GraphExecutor(graph, ComputeDevice.CPU);
                ParameterSet parameters = ParameterSet.initialize(graph, 1, "test", ComputeDevice.CPU)) {
            for (int round = 0; round < 3; round++) {
                NativeScope.run(() -> {
                    leaveNaNs();
                    Tensor images = torch.ones(2, inChannels, 6, 6).requires_grad_(true);
                    Tensor output = executor.apply(images, parameters, Mode.TRAINING);
                    leaveNaNs();
                    Tensor gradient = Autograd.gradients(output.sum(), images).get(0);
                    assertThat(inner(output)).containsOnly(9f * inChannels);
                    assertThat(inner(gradient)).containsOnly(9f * outChannels);
                });
            }
        }
    }

    private static float[] inner(Tensor maps) {
        return Tensors.toArray(maps.narrow(2, 1, 4).narrow(3, 1, 4));
    }

    private static void leaveNaNs() {
        NativeScope.run(() -> {
            for (long length = 16; length <= 1 << 16; length *= 2) {
                Tensor unused = torch.full(new long[] {length}, new Scalar(Double.NaN));
            }
        });
    }

    private static Graph convolution(int inChannels, int outChannels) {
        GraphBuilder b = new GraphBuilder();
        b.output(
                "maps",
                Layers.conv(
                        b,
                        "conv",
                        b.input("image", Shape.batched(inChannels, 6, 6)),
                        outChannels,
                        3,
                        new Conv(1, 1),
                        Initializer.ones()));
        return b.build();
    }
}
