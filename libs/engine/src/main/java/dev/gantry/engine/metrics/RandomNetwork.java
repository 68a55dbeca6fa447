package dev.gantry.engine.metrics;

import dev.gantry.engine.export.RoleExporter;
import dev.gantry.engine.features.OnnxExtractor;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.networks.Role;
import dev.gantry.networks.feature.Classifier;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.shape.Shape;
import java.util.Map;

/**
 * The feature space of pictures without labels: the classifier's network as it is before training, the same for every job. What
 * such features see is coarse, but they prefer no kind of picture; Naeem et al.,
 * <a href="https://arxiv.org/abs/2002.09797">arXiv:2002.09797</a>, section 4.
 */
public final class RandomNetwork {
    private static final Role ROLE = new Role("features");
    private static final int CLASSES = 2;
    private static final int WIDTH = 16;
    private static final long SEED = 0;

    private RandomNetwork() {}

    /** @param sample {@code [N, C, R, R]} */
    public static OnnxExtractor open(Shape sample) {
        Graph graph = Classifier.graph(CLASSES, sample.dim(1), sample.dim(2), WIDTH);
        try (ParameterSet parameters = ParameterSet.initialize(graph, SEED, ROLE.name(), ComputeDevice.CPU)) {
            RoleSnapshot untrained = new RoleSnapshot(ROLE, graph, parameters.toMap());
            return OnnxExtractor.open(
                    "random-network-" + Classifier.FEATURES,
                    RoleExporter.export(untrained, Map.of()).onnx(),
                    sample);
        }
    }
}
