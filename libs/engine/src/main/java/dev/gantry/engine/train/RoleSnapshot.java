package dev.gantry.engine.train;

import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import java.util.Map;

/**
 * One network at one moment, detached from the run that trained it.
 *
 * @param role its part in the family, such as the generator
 * @param graph what it computes
 * @param parameters row-major values of its trainable parameters and buffers by name; arrays are shared, not copied
 */
public record RoleSnapshot(Role role, Graph graph, Map<String, float[]> parameters) {
    public RoleSnapshot {
        parameters = Map.copyOf(parameters);
    }

    /**
     * The values of one parameter or buffer.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public float[] values(String name) {
        float[] values = parameters.get(name);
        if (values == null) {
            throw new IllegalArgumentException(role + " has no parameter " + name + ", only " + parameters.keySet());
        }
        return values;
    }
}
