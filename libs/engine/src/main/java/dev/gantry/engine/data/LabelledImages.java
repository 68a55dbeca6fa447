package dev.gantry.engine.data;

import dev.gantry.engine.train.ImageSource;

/** Images that may belong to classes. */
public interface LabelledImages extends ImageSource {
    /** Number of classes: one more than the greatest label of the dataset; 0 when it has no labels. */
    int classes();

    /**
     * The class of an image, from 0.
     *
     * @throws IllegalStateException if there are no labels
     */
    int label(int index);
}
