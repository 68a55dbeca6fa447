package dev.gantry.inference.protocol.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The protocol's inference response. */
record InferAnswer(
        @JsonProperty("model_name") String modelName,
        @JsonProperty("model_version") String modelVersion,
        Optional<String> id,
        List<Output> outputs) {
    InferAnswer {
        outputs = List.copyOf(outputs);
    }

    /**
     * One output tensor.
     *
     * @param parameters of what stands behind the JSON object
     * @param data       of what stands in it
     */
    record Output(
            String name,
            String datatype,
            List<Long> shape,
            Optional<Map<String, Long>> parameters,
            Optional<FloatData> data) {}
}
