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
import dev.gantry.serving.session.Tensor;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Between the protocol's JSON and tensors. */
@Singleton
final class InferCodec {
    static final String FP32 = "FP32";

    private final ObjectReader reader;

    InferCodec(ObjectMapper mapper) {
        reader = mapper.readerFor(InferRequest.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }

    /** @throws GantryException rejected, {@code malformed-json} or {@code invalid-request} */
    InferRequest read(byte[] body) {
        try {
            return reader.readValue(body);
        } catch (JsonMappingException e) {
            throw Failure.Rejected.invalidRequest(List.of(violation(e))).asException();
        } catch (IOException e) {
            throw Failure.Rejected.malformedJson(e).asException();
        }
    }

    /** @throws GantryException rejected, {@code invalid-request} */
    Map<String, Tensor> inputs(InferRequest request) {
        List<InferRequest.Input> inputs = required(request.inputs(), "inputs", "must be an array of tensors");
        Map<String, Tensor> tensors = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            String field = "inputs[" + i + "]";
            String name = required(inputs.get(i).name(), field + ".name", "must name an input");
            if (tensors.put(name, tensor(inputs.get(i), field)) != null) {
                throw invalid(field + ".name", name, "must not be named twice");
            }
        }
        return tensors;
    }

    /** @throws GantryException rejected, {@code invalid-request}, if an output is wanted that there is not */
    List<InferAnswer.Output> outputs(InferRequest request, Map<String, Tensor> computed) {
        List<String> wanted = request.outputs()
                .map(outputs -> outputs.stream()
                        .map(output -> required(output.name(), "outputs.name", "must name an output"))
                        .toList())
                .orElseGet(() -> computed.keySet().stream().sorted().toList());
        return wanted.stream()
                .map(name -> Optional.ofNullable(computed.get(name))
                        .map(tensor ->
                                new InferAnswer.Output(name, FP32, tensor.shape(), new FloatData(tensor.values())))
                        .orElseThrow(() -> invalid("outputs.name", name, "must be one of " + computed.keySet())))
                .toList();
    }

    private static Tensor tensor(InferRequest.Input input, String field) {
        String datatype = required(input.datatype(), field + ".datatype", "must be " + FP32);
        if (!datatype.equals(FP32)) {
            throw invalid(field + ".datatype", datatype, "must be " + FP32);
        }
        List<Long> shape = required(input.shape(), field + ".shape", "must be an array of whole numbers");
        float[] values = required(input.data(), field + ".data", "must be an array of numbers")
                .values();
        try {
            return new Tensor(shape, values);
        } catch (IllegalArgumentException | ArithmeticException | NullPointerException e) {
            throw invalid(field + ".shape", String.valueOf(shape), "must fit the " + values.length + " values of data");
        }
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
