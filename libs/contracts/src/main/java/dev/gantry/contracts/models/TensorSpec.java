package dev.gantry.contracts.models;

import java.util.List;

/**
 * A named input or output of a network, float32.
 *
 * @param shape -1 stands for the batch
 */
public record TensorSpec(String name, List<Long> shape) {
    public TensorSpec {
        shape = List.copyOf(shape);
    }
}
