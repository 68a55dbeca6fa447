package dev.gantry.engine.runtime;

/** How normalization behaves during a forward pass. */
public enum Mode {
    /** By the batch's statistics, updating the running ones. */
    TRAINING,
    /** By the running statistics, as exported. */
    EVALUATION
}
