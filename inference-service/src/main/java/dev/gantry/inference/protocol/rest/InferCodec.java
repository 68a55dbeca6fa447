package dev.gantry.inference.protocol.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Violation;
import dev.gantry.inference.protocol.InferCall;
import dev.gantry.inference.protocol.InferInputs;
import dev.gantry.inference.protocol.Parameters;
import dev.gantry.inference.protocol.Scheduling;
import dev.gantry.serving.session.Tensor;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the protocol's requests: a JSON object, and the binary tensors behind it if there are any. */
@Singleton
final class InferCodec {
    private final ObjectReader reader;

    InferCodec(ObjectMapper mapper) {
        reader = mapper.readerFor(InferRequest.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }

    /**
     * @param header of the length of the JSON object, see {@link BinaryTensors#HEADER}
     * @throws GantryException rejected, {@code malformed-json} or {@code invalid-request}
     */
    RestCall read(byte[] body, Optional<String> header) {
        BinaryTensors binary = BinaryTensors.of(body, header);
        InferRequest request = parse(body, binary.begin());
        Parameters parameters = request.parameters().orElseGet(Parameters::none);
        boolean binaryOutputs =
                parameters.flag("parameters", "binary_data_output").orElse(false);
        Map<String, Tensor> inputs = inputs(request, binary);
        List<String> outputs = new ArrayList<>();
        Map<String, Boolean> binaries = new HashMap<>();
        outputs(request, outputs, binaries);
        return new RestCall(
                new InferCall(request.id(), inputs, outputs, Scheduling.of(parameters, "parameters")),
                binaries,
                binaryOutputs);
    }

    private InferRequest parse(byte[] body, int length) {
        try {
            Optional<InferRequest> request = Optional.ofNullable(reader.readValue(body, 0, length));
            return request.orElseThrow(() -> invalid("", "null", "must be an object"));
        } catch (JsonMappingException e) {
            throw Failure.Rejected.invalidRequest(List.of(violation(e))).asException();
        } catch (IOException e) {
            throw Failure.Rejected.malformedJson(e).asException();
        }
    }

    private static Map<String, Tensor> inputs(InferRequest request, BinaryTensors binary) {
        List<InferRequest.Input> all = InferInputs.required(request.inputs(), "inputs", "must be an array of tensors");
        InferInputs inputs = new InferInputs();
        for (int i = 0; i < all.size(); i++) {
            String field = "inputs[" + i + "]";
            InferRequest.Input input = InferInputs.required(Optional.ofNullable(all.get(i)), field, "must be a tensor");
            inputs.add(field, input.name(), input.datatype(), input.shape(), () -> values(input, field, binary));
        }
        binary.end();
        return inputs.tensors();
    }

    /** @param binaries gets what is said of the outputs' form */
    private static void outputs(InferRequest request, List<String> names, Map<String, Boolean> binaries) {
        List<InferRequest.Output> outputs = request.outputs().orElse(List.of());
        for (int i = 0; i < outputs.size(); i++) {
            String field = "outputs[" + i + "]";
            InferRequest.Output output =
                    InferInputs.required(Optional.ofNullable(outputs.get(i)), field, "must name an output");
            String name = InferInputs.required(output.name(), field + ".name", "must name an output");
            names.add(name);
            output.parameters()
                    .flatMap(parameters -> parameters.flag(field + ".parameters", "binary_data"))
                    .ifPresent(binary -> binaries.put(name, binary));
        }
    }

    private static float[] values(InferRequest.Input input, String field, BinaryTensors binary) {
        String path = field + ".parameters";
        OptionalLong size = input.parameters()
                .map(parameters -> parameters.whole(path, BinaryTensors.SIZE))
                .orElseGet(OptionalLong::empty);
        if (size.isEmpty()) {
            return InferInputs.required(
                            input.data(),
                            field + ".data",
                            "must be an array of numbers, unless " + path + "." + BinaryTensors.SIZE
                                    + " tells of them behind the JSON object")
                    .values();
        }
        if (input.data().isPresent()) {
            throw invalid(
                    path + "." + BinaryTensors.SIZE,
                    String.valueOf(size.getAsLong()),
                    "must be absent, as " + field + ".data holds the values");
        }
        return InferInputs.finite(field + ".data", binary.take(path, size.getAsLong()));
    }

    private static GantryException invalid(String field, String value, String accepted) {
        return Failure.Rejected.invalidField(field, value, accepted).asException();
    }

    private static Violation violation(JsonMappingException e) {
        String field = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        String path = field.startsWith(".") ? field.substring(1) : field;
        if (e instanceof UnrecognizedPropertyException unknown) {
            return new Violation(
                    path, "an unknown field", "accepted are " + new TreeSet<>(unknown.getKnownPropertyIds()));
        }
        return new Violation(path, "not as the protocol says", firstLine(e));
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }
}
