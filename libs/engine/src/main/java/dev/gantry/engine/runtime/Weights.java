package dev.gantry.engine.runtime;

import org.bytedeco.pytorch.Tensor;

/** What a graph's parameters are during a run of it. */
@FunctionalInterface
public interface Weights {
    /**
     * The value of a trainable parameter or buffer, for use in the current scope.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    Tensor get(String name);
}
