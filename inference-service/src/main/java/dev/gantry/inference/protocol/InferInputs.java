package dev.gantry.inference.protocol;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Violation;
import dev.gantry.serving.session.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The input tensors of a request, checked one after the other as their wire form gives them. */
public final class InferInputs {
    /** The only type of tensors that networks take and give. */
    public static final String FP32 = "FP32";

    private final Map<String, Tensor> tensors = new HashMap<>();

    /**
     * Adds a tensor.
     *
     * @param field  where it stands, for instance {@code inputs[0]}
     * @param values are asked for once name, type and shape are there, and kept
     * @throws GantryException rejected, {@code invalid-request}, naming what is at fault
     */
    public void add(
            String field,
            Optional<String> name,
            Optional<String> datatype,
            Optional<List<Long>> shape,
            Supplier<float[]> values) {
        String known = required(name, field + ".name", "must name an input");
        String type = required(datatype, field + ".datatype", "must be " + FP32);
        if (!type.equals(FP32)) {
            throw invalid(field + ".datatype", type, "must be " + FP32);
        }
        List<Long> extents = required(shape, field + ".shape", "must be an array of whole numbers");
        if (tensors.put(known, tensor(field, extents, values.get())) != null) {
            throw invalid(field + ".name", known, "must not be named twice");
        }
    }

    /** All that were added, by name. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /**
     * The values themselves: JSON has no others, so no wire form takes them.
     *
     * @param path where the values stand, for instance {@code inputs[0].data}
     * @throws GantryException rejected, {@code invalid-request}, if one is infinite or no number
     */
    public static float[] finite(String path, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw invalid(path + "[" + i + "]", String.valueOf(values[i]), "must be finite");
            }
        }
        return values;
    }

    /**
     * What must be there.
     *
     * @throws GantryException rejected, {@code invalid-request}, if it is absent
     */
    public static <T> T required(Optional<T> value, String field, String accepted) {
        return value.orElseThrow(() -> invalid(field, Violation.ABSENT, accepted));
    }

    private static Tensor tensor(String field, List<Long> shape, float[] values) {
        try {
            return new Tensor(shape, values);
        } catch (IllegalArgumentException | ArithmeticException | NullPointerException e) {
            throw invalid(field + ".shape", String.valueOf(shape), "must fit the " + values.length + " values of data");
        }
    }

    private static GantryException invalid(String field, String value, String accepted) {
        return Failure.Rejected.invalidField(field, value, accepted).asException();
    }
}
