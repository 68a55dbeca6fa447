package dev.gantry.inference.protocol;

import dev.gantry.serving.session.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request for inference, understood.
 *
 * @param id         comes back in the answer
 * @param inputs     by name
 * @param outputs    names of those to return, in this order; empty: all, by name
 * @param scheduling how it wants to be treated
 */
public record InferCall(Optional<String> id, Map<String, Tensor> inputs, List<String> outputs, Scheduling scheduling) {
    public InferCall {
        inputs = Map.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
