package dev.gantry.engine.detection;

import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.networks.Role;
import dev.gantry.networks.feature.DetectorGraph;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.ParameterSpec;
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

    /** Activations of discriminators, the cosine spectrum, and a network that was trained for the purpose. */
    static DetectorParts of(Graph trunk, List<RoleSnapshot> discriminators, ForensicClassifier forensics) {
        List<Graph> trunks = new ArrayList<>();
        Map<String, float[]> weights = new HashMap<>();
        for (int i = 0; i < discriminators.size(); i++) {
            trunks.add(trunk);
            for (ParameterSpec spec : trunk.parameters()) {
                if (spec.kind() != ParameterSpec.Kind.CONSTANT) {
                    weights.put(
                            "trunk" + i + "." + spec.name(),
                            discriminators.get(i).values(spec.name()));
                }
            }
        }
        return new DetectorParts(List.of(
                new Part(DetectorGraph.activations(trunks), weights, true),
                new Part(DetectorGraph.spectrum(trunk.inputs().get(0).shape()), Map.of(), false),
                new Part(forensics.extractor(), forensics.parameters(), true)));
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
