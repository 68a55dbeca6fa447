package dev.gantry.networks.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.networks.Networks;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.shape.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorGraphTest {

    @Test
    void detectorScoresEachPictureOnce() {
        Graph detector = Networks.detector(Networks.COLOUR);
        assertThat(detector.inputs()).containsExactly(new Value("image", Shape.batched(3, 32, 32)));
        assertThat(detector.outputShape("score")).isEqualTo(Shape.batched());
    }

    @Test
    void fittedParametersHaveTheNamesAndShapesThatFittingReliesOn() {
        Graph detector = Networks.detector(Networks.GREY);
        List<String> fitted = detector.parameters().stream()
                .filter(parameter ->
                        parameter.name().matches("(activations|spectrum|forensics)\\.head\\..*|stack\\..*"))
                .map(parameter -> parameter.name() + " " + parameter.shape() + " " + parameter.kind())
                .toList();
        assertThat(fitted)
                .containsExactly(
                        "activations.head.mean [24] BUFFER",
                        "activations.head.scale [24] BUFFER",
                        "activations.head.weight [1, 24] TRAINABLE",
                        "activations.head.bias [1] TRAINABLE",
                        "spectrum.head.mean [784] BUFFER",
                        "spectrum.head.scale [784] BUFFER",
                        "spectrum.head.weight [1, 784] TRAINABLE",
                        "spectrum.head.bias [1] TRAINABLE",
                        "forensics.head.mean [64] BUFFER",
                        "forensics.head.scale [64] BUFFER",
                        "forensics.head.weight [1, 64] TRAINABLE",
                        "forensics.head.bias [1] TRAINABLE",
                        "stack.weight [1, 3] TRAINABLE",
                        "stack.bias [1] TRAINABLE");
        assertThat(detector.parameters().stream().map(ParameterSpec::name))
                .contains("activations.trunk0.b28.conv.weight", "activations.trunk1.b28.conv.weight");
    }

    @Test
    void extractorWithoutFeaturesIsRefused() {
        Graph classifier = Classifier.graph(10, 1, 28, 2);
        Graph detector = Networks.detector(Networks.GREY);
        assertThat(DetectorGraph.activations(List.of(classifier)).graph().outputShape("features"))
                .isEqualTo(Shape.batched(Classifier.FEATURES));
        assertThatThrownBy(() -> DetectorGraph.activations(List.of(detector)))
                .hasMessageStartingWith("trunk0: outputs are [Output[name=score");
    }

    @Test
    void extractorsMustBeThereAndTakeTheSamePictures() {
        assertThatThrownBy(() -> DetectorGraph.detector(List.of()))
                .hasMessage("there are no feature extractors, must be at least one");
        assertThatThrownBy(() -> DetectorGraph.detector(List.of(
                        DetectorGraph.spectrum(Shape.batched(1, 28, 28)),
                        DetectorGraph.spectrum(Shape.batched(3, 32, 32)))))
                .hasMessageStartingWith("spectrum: ");
    }
}
