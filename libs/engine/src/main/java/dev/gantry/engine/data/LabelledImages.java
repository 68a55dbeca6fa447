package dev.gantry.engine.data;

import dev.gantry.engine.train.ImageSource;

/** Images that may belong to classes. */
public interface LabelledImages extends ImageSource, Labelled {}
