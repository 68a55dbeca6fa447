package dev.gantry.engine.detection;

import dev.gantry.engine.data.LabelledImages;
import dev.gantry.engine.features.ClassifierTraining;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.networks.feature.DetectorGraph;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.ParameterSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * A convolutional network that was trained to tell training pictures from samples, as in Wang et al.,
 * <a href="https://arxiv.org/abs/1912.11035">CNN-generated images are surprisingly easy to spot … for now</a>, 2020. It
 * begins as the last discriminator of a run where there is one, which has learned what samples looked like and need not be told. Its penultimate
 * layer becomes one of a detector's extractors; since it has seen the training pictures, its head is fitted on others.
 *
 * @param extractor {@code image [N, C, H, W]} to {@code features [N, 64]}
 * @param parameters row-major values by name
 */
record ForensicClassifier(DetectorGraph.Extractor extractor, Map<String, float[]> parameters) {
    private static final int EPOCHS = 8;

    /**
     * Trains on real (class 0) and synthetic (class 1) pictures.
     *
     * @param start what it begins as
     * @param picturesOf an epoch, from 0
     */
    static ForensicClassifier train(
            Trunk start,
            IntFunction<LabelledImages> picturesOf,
            long seed,
            ComputeDevice device,
            WorkProgress progress) {
        Graph graph = DetectorGraph.forensics(start.graph());
        Map<String, float[]> known = new HashMap<>();
        if (start.trained()) {
            names(start.graph().only("top")).forEach(name -> known.put("trunk." + name, start.values(name)));
        }
        try (ClassifierTraining training = new ClassifierTraining(graph, known, seed, device)) {
            Map<String, float[]> trained = training.run(EPOCHS, picturesOf, progress);
            Graph features = graph.only("features");
            return new ForensicClassifier(
                    new DetectorGraph.Extractor("forensics", features),
                    names(features).stream().collect(Collectors.toMap(name -> name, name -> values(trained, name))));
        }
    }

    private static float[] values(Map<String, float[]> all, String name) {
        float[] values = all.get(name);
        if (values == null) {
            throw new IllegalArgumentException("there is no parameter " + name + "; there are " + all.keySet());
        }
        return values;
    }

    private static Set<String> names(Graph graph) {
        return graph.parameters().stream()
                .filter(parameter -> parameter.kind() != ParameterSpec.Kind.CONSTANT)
                .map(ParameterSpec::name)
                .collect(Collectors.toSet());
    }
}
