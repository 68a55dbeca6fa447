package dev.gantry.inference.protocol;

import dev.gantry.contracts.Failure;
import dev.gantry.serving.session.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A request for inference, understood.
 *
 * @param id            comes back in the answer
 * @param inputs        by name
 * @param outputs       to return, in this order; empty: all, by name
 * @param binaryOutputs whether outputs that nothing else is said of are returned as bytes
 * @param scheduling    how it wants to be treated
 */
record InferCall(
        Optional<String> id,
        Map<String, Tensor> inputs,
        List<WantedOutput> outputs,
        boolean binaryOutputs,
        Scheduling scheduling) {
    InferCall {
        inputs = Map.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** @param binary whether to return it as bytes behind the JSON object */
    record WantedOutput(String name, boolean binary) {}

    /**
     * The outputs to return of those that were computed.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request}, if one is wanted that there is not
     */
    List<WantedOutput> wantedOf(Map<String, Tensor> computed) {
        if (outputs.isEmpty()) {
            return computed.keySet().stream()
                    .sorted()
                    .map(name -> new WantedOutput(name, binaryOutputs))
                    .toList();
        }
        for (int i = 0; i < outputs.size(); i++) {
            String name = outputs.get(i).name();
            if (!computed.containsKey(name)) {
                throw Failure.Rejected.invalidField(
                                "outputs[" + i + "].name", name, "must be one of " + new TreeSet<>(computed.keySet()))
                        .asException();
            }
        }
        return outputs;
    }
}
