package dev.gantry.inference.protocol;

import dev.gantry.inference.protocol.InferCall.WantedOutput;
import dev.gantry.serving.session.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request}, if an output is wanted that there is not */
    static InferReply of(String model, int version, InferCall call, Map<String, Tensor> computed) {
        List<InferAnswer.Output> outputs = new ArrayList<>();
        List<float[]> binary = new ArrayList<>();
        for (WantedOutput wanted : call.wantedOf(computed)) {
            Tensor tensor = Objects.requireNonNull(computed.get(wanted.name()));
            float[] values = tensor.values();
            if (wanted.binary()) {
                binary.add(values);
            }
            outputs.add(new InferAnswer.Output(
                    wanted.name(),
                    InferCodec.FP32,
                    tensor.shape(),
                    wanted.binary()
                            ? Optional.of(Map.of(BinaryTensors.SIZE, (long) values.length * Float.BYTES))
                            : Optional.empty(),
                    wanted.binary() ? Optional.empty() : Optional.of(new FloatData(values))));
        }
        return new InferReply(new InferAnswer(model, String.valueOf(version), call.id(), outputs), binary);
    }
}
