package dev.gantry.engine.detection;

import dev.gantry.engine.data.LabelledPictures;
import dev.gantry.engine.features.ClassifierTraining;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.networks.feature.Classifier;
import dev.gantry.networks.feature.DetectorGraph;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.Node;
import dev.gantry.networks.graph.Output;
import dev.gantry.networks.graph.ParameterSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A convolutional network that was trained to tell training pictures from samples, as in Wang et al.,
 * <a href="https://arxiv.org/abs/1912.11035">CNN-generated images are surprisingly easy to spot … for now</a>, 2020. Its
 * penultimate layer becomes one of a detector's extractors; since it has seen the training pictures, its head is fitted on others.
 *
 * @param extractor {@code image [N, C, H, W]} to {@code features [N, 64]}
 * @param parameters row-major values by name
 */
record ForensicClassifier(DetectorGraph.Extractor extractor, Map<String, float[]> parameters) {
    private static final int CLASSES = 2;
    private static final int WIDTH = 16;
    private static final int EPOCHS = 7;
    private static final String FEATURES = "features";

    /** Trains on real (class 0) and synthetic (class 1) pictures. */
    static ForensicClassifier train(LabelledPictures pictures, long seed, ComputeDevice device, WorkProgress progress) {
        Graph graph = Classifier.graph(CLASSES, pictures.channels(), pictures.height(), WIDTH);
        try (ClassifierTraining training = new ClassifierTraining(graph, pictures, seed, device)) {
            Map<String, float[]> trained = training.run(EPOCHS, progress);
            Graph features = featuresOnly(graph);
            Set<String> kept =
                    features.parameters().stream().map(ParameterSpec::name).collect(Collectors.toSet());
            return new ForensicClassifier(
                    new DetectorGraph.Extractor("forensics", features),
                    trained.entrySet().stream()
                            .filter(entry -> kept.contains(entry.getKey()))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        }
    }

    /** What the features are computed from, and nothing else. */
    private static Graph featuresOnly(Graph graph) {
        Output features = graph.outputs().stream()
                .filter(output -> output.name().equals(FEATURES))
                .findFirst()
                .orElseThrow();
        Map<String, Node> nodes = graph.nodes().stream().collect(Collectors.toMap(Node::name, node -> node));
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(features.value()));
        while (!open.isEmpty()) {
            String name = open.remove();
            Node node = nodes.get(name);
            if (needed.add(name) && node != null) {
                open.addAll(node.inputs());
            }
        }
        return new Graph(
                graph.inputs(),
                graph.parameters().stream()
                        .filter(parameter -> needed.contains(parameter.name()))
                        .toList(),
                graph.nodes().stream()
                        .filter(node -> needed.contains(node.name()))
                        .toList(),
                List.of(features));
    }
}
