package dev.gantry.inference.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The protocol's inference request. Parameters are taken and ignored, as the protocol allows.
 *
 * @param id      comes back in the answer
 * @param outputs to return; absent: all
 */
record InferRequest(
        Optional<String> id,
        Optional<JsonNode> parameters,
        Optional<List<Input>> inputs,
        Optional<List<Output>> outputs) {

    /** One input tensor. */
    record Input(
            Optional<String> name,
            Optional<List<Long>> shape,
            Optional<String> datatype,
            Optional<JsonNode> parameters,
            Optional<FloatData> data) {}

    /** One wanted output. */
    record Output(Optional<String> name, Optional<JsonNode> parameters) {}
}
