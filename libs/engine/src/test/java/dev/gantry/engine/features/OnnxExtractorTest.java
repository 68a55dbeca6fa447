package dev.gantry.engine.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.onnx.OnnxEmitter;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.shape.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxExtractorTest {
    private static final Shape PICTURE = Shape.batched(1, 2, 2);

    /** Sums the pixels, and their opposite. */
    private static final float[] SUMS = {1, 1, 1, 1, -1, -1, -1, -1};

    @Test
    void givesARowOfFeaturesForEachPictureAsBytesShowIt() {
        try (OnnxExtractor extractor = OnnxExtractor.open("sums", onnx("features", SUMS), PICTURE)) {
            FeatureMatrix features = extractor.features(new FeatureMatrix(2, 4, new float[] {1, 1, 1, 1, 1, 1, -1, 7}));

            assertThat(extractor.name()).isEqualTo("sums");
            assertThat(features.columns()).isEqualTo(2);
            assertThat(features.values()).containsExactly(4, -4, 2, -2);
        }
    }

    @Test
    void theOnlyOutputMayHaveAnyName() {
        try (OnnxExtractor extractor = OnnxExtractor.open("sums", onnx("embedding", SUMS), PICTURE)) {
            assertThat(extractor.features(FeatureMatrix.zeros(1, 4)).columns()).isEqualTo(2);
        }
    }

    @Test
    void refusesWhatIsNoNetwork() {
        assertThatThrownBy(() -> OnnxExtractor.open("broken", new byte[] {1, 2, 3}, PICTURE))
                .isInstanceOf(UnusableExtractorException.class)
                .hasMessageStartingWith("ONNX Runtime does not take it: ");
    }

    @Test
    void refusesAnInputOfAnotherShape() {
        assertThatThrownBy(() -> OnnxExtractor.open("small", onnx("features", SUMS), Shape.batched(3, 28, 28)))
                .isInstanceOf(UnusableExtractorException.class)
                .hasMessage(
                        "its input image, float [N, 1, 2, 2] does not take pictures of the data, float [N, 3, 28, 28]");
    }

    @Test
    void refusesAnOutputThatIsNoTable() {
        GraphBuilder b = new GraphBuilder();
        b.output("features", b.node("same", new Relu(), b.input("image", PICTURE)));

        assertThatThrownBy(() -> OnnxExtractor.open("maps", onnx(b.build(), Map.of()), PICTURE))
                .isInstanceOf(UnusableExtractorException.class)
                .hasMessage("its output features, float [N, 1, 2, 2] must be float [N, F] with F at most 4096");
    }

    @Test
    void refusesFeaturesThatAreNotNumbers() {
        float[] broken = SUMS.clone();
        Arrays.fill(broken, Float.NaN);
        try (OnnxExtractor extractor = OnnxExtractor.open("broken", onnx("features", broken), PICTURE)) {
            assertThatThrownBy(() -> extractor.features(FeatureMatrix.zeros(1, 4)))
                    .isInstanceOf(UnusableExtractorException.class)
                    .hasMessage("its output features contains NaN, must be finite");
        }
    }

    private static byte[] onnx(String output, float[] weight) {
        GraphBuilder b = new GraphBuilder();
        Value x = Layers.flatten(b, "flat", b.input("image", PICTURE));
        b.output(output, Layers.linear(b, "sums", x, 2, Initializer.ones()));
        return onnx(b.build(), Map.of("sums.weight", weight, "sums.bias", new float[2]));
    }

    private static byte[] onnx(Graph graph, Map<String, float[]> parameters) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            OnnxEmitter.write(
                    new Role("features"),
                    graph,
                    name -> FloatBuffer.wrap(parameters.getOrDefault(name, new float[0])),
                    Map.of(),
                    out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
