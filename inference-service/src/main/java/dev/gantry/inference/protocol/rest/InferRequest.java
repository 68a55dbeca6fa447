package dev.gantry.inference.protocol.rest;

import dev.gantry.inference.protocol.Parameters;
import java.util.List;
import java.util.Optional;

/**
 * The protocol's inference request.
 *
 * @param id      comes back in the answer
 * @param outputs to return; absent or empty: all
 */
record InferRequest(
        Optional<String> id,
        Optional<Parameters> parameters,
        Optional<List<Input>> inputs,
        Optional<List<Output>> outputs) {

    /** One input tensor. */
    record Input(
            Optional<String> name,
            Optional<List<Long>> shape,
            Optional<String> datatype,
            Optional<Parameters> parameters,
            Optional<FloatData> data) {}

    /** One wanted output. */
    record Output(Optional<String> name, Optional<Parameters> parameters) {}
}
