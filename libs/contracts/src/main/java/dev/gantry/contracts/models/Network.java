package dev.gantry.contracts.models;

import java.util.List;

/**
 * A role's network as ONNX.
 *
 * @param graphSha256    of the graph's canonical JSON
 * @param parityMaxError largest relative difference to the network that was trained, on fresh inputs at N = 1, 3 and 8
 */
public record Network(
        StoredFile file, String graphSha256, List<TensorSpec> inputs, List<TensorSpec> outputs, double parityMaxError) {
    public Network {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
