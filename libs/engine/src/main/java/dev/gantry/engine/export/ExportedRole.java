package dev.gantry.engine.export;

import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Value;
import java.util.List;

/**
 * A network as a file that may be published.
 *
 * @param role its part in the family
 * @param onnx the ONNX model; shared, not copied
 * @param graphHash SHA-256 of the graph's canonical JSON, in hexadecimal
 * @param inputs names and shapes, the batch first
 * @param outputs names and shapes, the batch first
 * @param parityError largest difference from libtorch, relative to the largest output; below {@link
 *     ParityCheck#TOLERANCE}
 */
// Bulk data, shared and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record ExportedRole(
        Role role, byte[] onnx, String graphHash, List<Value> inputs, List<Value> outputs, double parityError) {
    public ExportedRole {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
