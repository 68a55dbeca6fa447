package dev.gantry.inference.protocol;

import dev.gantry.contracts.models.TensorSpec;
import java.util.List;

/** What the protocol tells of the server and its models. */
final class Metadata {
    private Metadata() {}

    /** {@code GET /v2}. */
    record Server(String name, String version, List<String> extensions) {}

    /** {@code GET /v2/models/{model}}. */
    record Model(String name, List<String> versions, String platform, List<Tensor> inputs, List<Tensor> outputs) {}

    /** @param shape -1 stands for the batch */
    record Tensor(String name, String datatype, List<Long> shape) {
        static Tensor of(TensorSpec spec) {
            return new Tensor(spec.name(), InferCodec.FP32, spec.shape());
        }
    }

    /** {@code GET /v2/health/live}. */
    record Live(boolean live) {}

    /** {@code GET /v2/health/ready}. */
    record Ready(boolean ready) {}

    /** {@code GET /v2/models/{model}/ready}. */
    record ModelReady(String name, boolean ready) {}
}
