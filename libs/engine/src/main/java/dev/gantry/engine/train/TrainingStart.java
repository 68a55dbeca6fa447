package dev.gantry.engine.train;

import dev.gantry.engine.state.RunState;
import dev.gantry.networks.Role;
import java.util.Map;

/** What a run begins from. */
public sealed interface TrainingStart {

    /** The graphs' initial values. */
    record Fresh() implements TrainingStart {}

    /** Where another run of the same plan over the same data has stopped; it ends as if that had not happened. */
    record Resumed(RunState state) implements TrainingStart {}

    /**
     * Parameters of other runs; all else begins anew.
     *
     * @param parameters row-major values by role and name
     */
    record Warm(Map<Role, Map<String, float[]>> parameters) implements TrainingStart {
        public Warm {
            parameters = Map.copyOf(parameters);
        }

        /**
         * The parameters of a role.
         *
         * @throws IllegalArgumentException if there are none
         */
        Map<String, float[]> of(Role role) {
            Map<String, float[]> values = parameters.get(role);
            if (values == null) {
                throw new IllegalArgumentException(
                        "parameters to begin from are of " + parameters.keySet() + ", must include " + role);
            }
            return values;
        }
    }
}
