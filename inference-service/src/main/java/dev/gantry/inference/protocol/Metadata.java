package dev.gantry.inference.protocol;

import dev.gantry.contracts.models.TensorSpec;
import java.util.List;

/** What the protocol tells of the server and its models. */
public final class Metadata {
    private Metadata() {}

    /** The server. */
    public record Server(String name, String version, List<String> extensions) {}

    /** A model. */
    public record Model(
            String name, List<String> versions, String platform, List<Tensor> inputs, List<Tensor> outputs) {}

    /** @param shape -1 stands for the batch */
    public record Tensor(String name, String datatype, List<Long> shape) {
        public static Tensor of(TensorSpec spec) {
            return new Tensor(spec.name(), InferInputs.FP32, spec.shape());
        }
    }
}
