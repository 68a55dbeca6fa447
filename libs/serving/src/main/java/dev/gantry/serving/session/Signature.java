package dev.gantry.serving.session;

import dev.gantry.contracts.models.TensorSpec;
import java.util.List;

/** What a network takes and gives; -1 stands for the batch. */
public record Signature(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
