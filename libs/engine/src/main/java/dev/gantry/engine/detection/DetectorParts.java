package dev.gantry.engine.detection;

import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.networks.Role;
import dev.gantry.networks.feature.DetectorGraph;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The feature extractors of a detector, and how fitted heads are put on them.
 *
 * @param parts in the order of the stack's weights
 */
record DetectorParts(List<Part> parts) {

    /**
     * One extractor.
     *
     * @param parameters by the extractor's own names
     * @param learned whether it was trained on training pictures, so that its head must be fitted on others
     */
    record Part(DetectorGraph.Extractor extractor, Map<String, float[]> parameters, boolean learned) {}

    /** Activations of discriminators if there are any, the cosine spectrum, and a network that was trained for the purpose. */
    static DetectorParts of(List<Trunk> trunks, ForensicClassifier forensics) {
        List<Part> parts = new ArrayList<>();
        if (!trunks.isEmpty()) {
            parts.add(activations(trunks));
        }
        Shape image = forensics.extractor().graph().inputs().get(0).shape();
        parts.add(new Part(DetectorGraph.spectrum(image), Map.of(), false));
        parts.add(new Part(forensics.extractor(), forensics.parameters(), true));
        return new DetectorParts(parts);
    }

    private static Part activations(List<Trunk> trunks) {
        Map<String, float[]> weights = new HashMap<>();
        for (int i = 0; i < trunks.size(); i++) {
            for (ParameterSpec spec : trunks.get(i).graph().parameters()) {
                if (spec.kind() != ParameterSpec.Kind.CONSTANT) {
                    weights.put("trunk" + i + "." + spec.name(), trunks.get(i).values(spec.name()));
                }
            }
        }
        List<Graph> graphs = trunks.stream().map(Trunk::graph).toList();
        return new Part(DetectorGraph.activations(graphs), weights, true);
    }

    int size() {
        return parts.size();
    }

    /** Number of features of the extractor that has most. */
    int mostFeatures() {
        return parts.stream()
                .mapToInt(
                        part -> part.extractor().graph().outputShape("features").dim(1))
                .max()
                .orElseThrow();
    }

    /** The whole detector. */
    RoleSnapshot assemble(List<LogisticHead> heads, LogisticRegression stack) {
        Map<String, float[]> all = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String name = parts.get(i).extractor().name() + ".";
            parts.get(i).parameters().forEach((key, value) -> all.put(name + key, value));
            LogisticHead head = heads.get(i);
            all.put(name + "head.mean", head.standardization().mean());
            all.put(name + "head.scale", head.standardization().scale());
            all.put(name + "head.weight", floats(head.regression().weights()));
            all.put(name + "head.bias", floats(head.regression().bias()));
        }
        all.put("stack.weight", floats(stack.weights()));
        all.put("stack.bias", floats(stack.bias()));
        return new RoleSnapshot(
                Role.DETECTOR,
                DetectorGraph.detector(parts.stream().map(Part::extractor).toList()),
                all);
    }

    private static float[] floats(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
