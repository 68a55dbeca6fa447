package dev.gantry.engine.detection;

import dev.gantry.networks.graph.Graph;
import java.util.Map;

/**
 * The body of a discriminator as a feature extractor.
 *
 * @param graph as {@link dev.gantry.networks.family.Family#discriminatorFeatures} gives it
 * @param parameters row-major values by name, more than the graph has or all of them; none at all if nothing has trained it yet
 */
public record Trunk(Graph graph, Map<String, float[]> parameters) {
    public Trunk {
        parameters = Map.copyOf(parameters);
    }

    /** A body that nothing has trained yet. */
    public static Trunk untrained(Graph graph) {
        return new Trunk(graph, Map.of());
    }

    boolean trained() {
        return !parameters.isEmpty();
    }

    float[] values(String name) {
        float[] values = parameters.get(name);
        if (values == null) {
            throw new IllegalArgumentException("there is no parameter " + name + "; there are " + parameters.keySet());
        }
        return values;
    }
}
