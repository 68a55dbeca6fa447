package dev.gantry.engine.data;

/** Samples that may belong to classes. */
public interface Labelled {
    /** Number of classes: one more than the greatest label of the dataset; 0 when it has no labels. */
    int classes();

    /**
     * The class of a sample, from 0.
     *
     * @throws IllegalStateException if there are no labels
     */
    int label(int index);
}
