package dev.gantry.inference.protocol;

import dev.gantry.contracts.Failure;
import dev.gantry.serving.session.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a request for inference is answered with.
 *
 * @param model   that answered
 * @param version of it
 * @param id      of the request
 * @param outputs in the order in which they are returned
 */
public record Inference(String model, int version, Optional<String> id, List<Output> outputs) {
    public Inference {
        outputs = List.copyOf(outputs);
    }

    /** How many were asked for at once; each output has as many rows. */
    public int rows() {
        return outputs.isEmpty() ? 0 : outputs.get(0).tensor().rows();
    }

    /** One output. */
    public record Output(String name, Tensor tensor) {}

    /**
     * Of what was computed, that which the request wants.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request}, if an output is wanted that there is not
     */
    public static Inference of(String model, int version, InferCall call, Map<String, Tensor> computed) {
        List<String> wanted =
                call.outputs().isEmpty() ? computed.keySet().stream().sorted().toList() : call.outputs();
        return new Inference(
                model,
                version,
                call.id(),
                IntStream.range(0, wanted.size())
                        .mapToObj(i -> output(i, wanted.get(i), computed))
                        .toList());
    }

    private static Output output(int index, String name, Map<String, Tensor> computed) {
        if (!computed.containsKey(name)) {
            throw Failure.Rejected.invalidField(
                            "outputs[" + index + "].name", name, "must be one of " + new TreeSet<>(computed.keySet()))
                    .asException();
        }
        return new Output(name, Objects.requireNonNull(computed.get(name)));
    }
}
