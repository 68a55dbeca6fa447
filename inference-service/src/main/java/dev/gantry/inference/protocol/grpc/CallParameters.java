package dev.gantry.inference.protocol.grpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gantry.inference.protocol.Parameters;
import dev.gantry.inference.protocol.proto.InferParameter;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** A message's parameters in the terms of {@link Parameters}. */
final class CallParameters {
    private CallParameters() {}

    static Parameters of(Map<String, InferParameter> parameters) {
        Map<String, JsonNode> values = new HashMap<>();
        parameters.forEach((name, parameter) -> values.put(name, value(parameter)));
        return new Parameters(values);
    }

    private static JsonNode value(InferParameter parameter) {
        return switch (parameter.getParameterChoiceCase()) {
            case BOOL_PARAM -> BooleanNode.valueOf(parameter.getBoolParam());
            case INT64_PARAM -> LongNode.valueOf(parameter.getInt64Param());
            case STRING_PARAM -> TextNode.valueOf(parameter.getStringParam());
            case DOUBLE_PARAM -> DoubleNode.valueOf(parameter.getDoubleParam());
            case UINT64_PARAM ->
                BigIntegerNode.valueOf(new BigInteger(Long.toUnsignedString(parameter.getUint64Param())));
            case PARAMETERCHOICE_NOT_SET -> NullNode.getInstance();
        };
    }
}
