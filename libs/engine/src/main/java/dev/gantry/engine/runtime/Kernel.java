package dev.gantry.engine.runtime;

import org.bytedeco.pytorch.Tensor;

/** One operation of a graph, bound to its attributes. */
@FunctionalInterface
interface Kernel {
    /**
     * Computes the operation's output in the current scope.
     *
     * @param training whether batch statistics are used, and running ones updated
     */
    Tensor apply(Tensor[] inputs, boolean training);
}
