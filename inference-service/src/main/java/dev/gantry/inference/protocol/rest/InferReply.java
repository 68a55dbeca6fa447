package dev.gantry.inference.protocol.rest;

import dev.gantry.inference.protocol.InferInputs;
import dev.gantry.inference.protocol.Inference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request is answered with.
 *
 * @param answer the JSON object
 * @param binary values of the tensors behind it, in the order in which it names them
 */
record InferReply(InferAnswer answer, List<float[]> binary) {
    InferReply {
        binary = List.copyOf(binary);
    }

    static InferReply of(Inference inference, RestCall call) {
        List<InferAnswer.Output> outputs = new ArrayList<>();
        List<float[]> binary = new ArrayList<>();
        for (Inference.Output output : inference.outputs()) {
            float[] values = output.tensor().values();
            boolean bytes = call.isBinary(output.name());
            if (bytes) {
                binary.add(values);
            }
            outputs.add(new InferAnswer.Output(
                    output.name(),
                    InferInputs.FP32,
                    output.tensor().shape(),
                    bytes
                            ? Optional.of(Map.of(BinaryTensors.SIZE, (long) values.length * Float.BYTES))
                            : Optional.empty(),
                    bytes ? Optional.empty() : Optional.of(new FloatData(values))));
        }
        return new InferReply(
                new InferAnswer(inference.model(), String.valueOf(inference.version()), inference.id(), outputs),
                binary);
    }
}
