package dev.gantry.inference.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Violation;
import dev.gantry.inference.protocol.InferCall.WantedOutput;
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
    static final String FP32 = "FP32";

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
    InferCall read(byte[] body, Optional<String> header) {
        BinaryTensors binary = BinaryTensors.of(body, header);
        InferRequest request = parse(body, binary.begin());
        Parameters parameters = request.parameters().orElseGet(Parameters::none);
        boolean binaryOutputs =
                parameters.flag("parameters", "binary_data_output").orElse(false);
        return new InferCall(
                request.id(),
                inputs(request, binary),
                outputs(request, binaryOutputs),
                binaryOutputs,
                Scheduling.of(parameters, "parameters"));
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
        List<InferRequest.Input> inputs = required(request.inputs(), "inputs", "must be an array of tensors");
        Map<String, Tensor> tensors = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            String field = "inputs[" + i + "]";
            InferRequest.Input input = required(Optional.ofNullable(inputs.get(i)), field, "must be a tensor");
            String name = required(input.name(), field + ".name", "must name an input");
            if (tensors.put(name, tensor(input, field, binary)) != null) {
                throw invalid(field + ".name", name, "must not be named twice");
            }
        }
        binary.end();
        return tensors;
    }

    private static List<WantedOutput> outputs(InferRequest request, boolean binaryOutputs) {
        List<InferRequest.Output> outputs = request.outputs().orElse(List.of());
        List<WantedOutput> wanted = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            String field = "outputs[" + i + "]";
            InferRequest.Output output = required(Optional.ofNullable(outputs.get(i)), field, "must name an output");
            boolean binary = output.parameters()
                    .flatMap(parameters -> parameters.flag(field + ".parameters", "binary_data"))
                    .orElse(binaryOutputs);
            wanted.add(new WantedOutput(required(output.name(), field + ".name", "must name an output"), binary));
        }
        return wanted;
    }

    private static Tensor tensor(InferRequest.Input input, String field, BinaryTensors binary) {
        String datatype = required(input.datatype(), field + ".datatype", "must be " + FP32);
        if (!datatype.equals(FP32)) {
            throw invalid(field + ".datatype", datatype, "must be " + FP32);
        }
        List<Long> shape = required(input.shape(), field + ".shape", "must be an array of whole numbers");
        float[] values = values(input, field, binary);
        try {
            return new Tensor(shape, values);
        } catch (IllegalArgumentException | ArithmeticException | NullPointerException e) {
            throw invalid(field + ".shape", String.valueOf(shape), "must fit the " + values.length + " values of data");
        }
    }

    private static float[] values(InferRequest.Input input, String field, BinaryTensors binary) {
        String path = field + ".parameters";
        OptionalLong size = input.parameters()
                .map(parameters -> parameters.whole(path, BinaryTensors.SIZE))
                .orElseGet(OptionalLong::empty);
        if (size.isEmpty()) {
            return required(
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
        return finite(binary.take(path, size.getAsLong()), field);
    }

    /** JSON has no other numbers either. */
    private static float[] finite(float[] values, String field) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw invalid(field + ".data[" + i + "]", String.valueOf(values[i]), "must be finite");
            }
        }
        return values;
    }

    private static <T> T required(Optional<T> value, String field, String accepted) {
        return value.orElseThrow(() -> invalid(field, Violation.ABSENT, accepted));
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
