package dev.gantry.inference.protocol.rest;

import dev.gantry.inference.protocol.InferCall;
import java.util.Map;

/**
 * A request and the form in which it wants to be answered.
 *
 * @param binary        whether the named outputs are returned as bytes behind the JSON object
 * @param binaryOutputs whether outputs that nothing is said of are
 */
record RestCall(InferCall call, Map<String, Boolean> binary, boolean binaryOutputs) {
    RestCall {
        binary = Map.copyOf(binary);
    }

    boolean isBinary(String output) {
        return binary.getOrDefault(output, binaryOutputs);
    }
}
