package dev.gantry.inference.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What is said about a request, or about one of its tensors, by name. Names that nobody asks for are ignored, as the protocol allows. */
public final class Parameters {
    private final Map<String, JsonNode> values;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Parameters(Map<String, JsonNode> values) {
        this.values = values;
    }

    /** None at all. */
    public static Parameters none() {
        return new Parameters(Map.of());
    }

    /**
     * @param path where the parameters stand, for instance {@code inputs[0].parameters}
     * @throws GantryException rejected, {@code invalid-request}, if it is no whole number from 0 to 2^63 - 1
     */
    public OptionalLong whole(String path, String name) {
        JsonNode value = values.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw invalid(path, name, value, "must be a whole number from 0");
        }
        return OptionalLong.of(value.longValue());
    }

    /**
     * @param path where the parameters stand
     * @throws GantryException rejected, {@code invalid-request}, if it is neither {@code true} nor {@code false}
     */
    public Optional<Boolean> flag(String path, String name) {
        JsonNode value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw invalid(path, name, value, "must be true or false");
        }
        return Optional.of(value.booleanValue());
    }

    private static GantryException invalid(String path, String name, JsonNode value, String accepted) {
        return Failure.Rejected.invalidField(path + "." + name, value.toString(), accepted)
                .asException();
    }
}
