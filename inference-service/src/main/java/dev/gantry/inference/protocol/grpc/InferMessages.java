package dev.gantry.inference.protocol.grpc;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.inference.protocol.InferCall;
import dev.gantry.inference.protocol.InferInputs;
import dev.gantry.inference.protocol.Inference;
import dev.gantry.inference.protocol.Scheduling;
import dev.gantry.inference.protocol.proto.InferTensorContents;
import dev.gantry.inference.protocol.proto.ModelInferRequest;
import dev.gantry.inference.protocol.proto.ModelInferResponse;
import dev.gantry.serving.session.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads the protocol's requests for inference, and writes their answers. */
final class InferMessages {
    private static final String RAW = "raw_input_contents";
    private static final String PARAMETERS = "parameters";

    private InferMessages() {}

    /**
     * @param waited how long somebody waits for the answer, if that is known
     * @throws GantryException rejected, {@code invalid-request}
     */
    static InferCall read(ModelInferRequest request, Optional<Duration> waited) {
        Scheduling scheduling = Scheduling.of(CallParameters.of(request.getParametersMap()), PARAMETERS);
        return new InferCall(
                given(request.getId()),
                inputs(request),
                outputs(request),
                waited.map(scheduling::within).orElse(scheduling));
    }

    /**
     * Whether the answer's values are returned as bytes: as the request's own came, unless its parameter {@code binary_data_output}
     * says otherwise.
     *
     * @throws GantryException rejected, {@code invalid-request}
     */
    static boolean wantsRaw(ModelInferRequest request) {
        return CallParameters.of(request.getParametersMap())
                .flag(PARAMETERS, "binary_data_output")
                .orElse(request.getRawInputContentsCount() > 0);
    }

    static ModelInferResponse write(Inference inference, boolean raw) {
        ModelInferResponse.Builder response = ModelInferResponse.newBuilder()
                .setModelName(inference.model())
                .setModelVersion(String.valueOf(inference.version()))
                .setId(inference.id().orElse(""));
        for (Inference.Output output : inference.outputs()) {
            Tensor tensor = output.tensor();
            ModelInferResponse.InferOutputTensor.Builder described = response.addOutputsBuilder()
                    .setName(output.name())
                    .setDatatype(InferInputs.FP32)
                    .addAllShape(tensor.shape());
            if (raw) {
                response.addRawOutputContents(TensorBytes.write(tensor.values()));
            } else {
                described.setContents(TensorBytes.contents(tensor.values()));
            }
        }
        return response.build();
    }

    /** How many were asked for at once. */
    static int rows(ModelInferResponse response) {
        return response.getOutputsCount() == 0
                ? 0
                : Math.toIntExact(response.getOutputs(0).getShape(0));
    }

    private static Map<String, Tensor> inputs(ModelInferRequest request) {
        int raw = request.getRawInputContentsCount();
        if (raw > 0 && raw != request.getInputsCount()) {
            throw invalid(
                    RAW, raw + " entries", "must have one for each of the " + request.getInputsCount() + " inputs");
        }
        InferInputs inputs = new InferInputs();
        for (int i = 0; i < request.getInputsCount(); i++) {
            int index = i;
            ModelInferRequest.InferInputTensor input = request.getInputs(i);
            inputs.add(
                    "inputs[" + i + "]",
                    given(input.getName()),
                    given(input.getDatatype()),
                    Optional.of(input.getShapeList()),
                    () -> raw > 0 ? rawValues(request, index) : typedValues(input, index));
        }
        return inputs.tensors();
    }

    private static float[] rawValues(ModelInferRequest request, int index) {
        if (request.getInputs(index).hasContents()) {
            throw invalid("inputs[" + index + "].contents", "present", "must be absent, as " + RAW + " has the values");
        }
        String path = RAW + "[" + index + "]";
        return InferInputs.finite(path, TensorBytes.read(path, request.getRawInputContents(index)));
    }

    private static float[] typedValues(ModelInferRequest.InferInputTensor input, int index) {
        String path = "inputs[" + index + "].contents.fp32_contents";
        InferTensorContents contents = InferInputs.required(
                Optional.of(input.getContents()).filter(given -> given.getFp32ContentsCount() > 0),
                path,
                "must hold the values, unless " + RAW + " does");
        return InferInputs.finite(path, TensorBytes.numbers(contents));
    }

    private static List<String> outputs(ModelInferRequest request) {
        return IntStream.range(0, request.getOutputsCount())
                .mapToObj(i -> InferInputs.required(
                        given(request.getOutputs(i).getName()), "outputs[" + i + "].name", "must name an output"))
                .toList();
    }

    /** What was not given is empty on the wire. */
    static Optional<String> given(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }

    private static GantryException invalid(String field, String value, String accepted) {
        return Failure.Rejected.invalidField(field, value, accepted).asException();
    }
}
