package dev.gantry.trainer.work;

import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.engine.data.Dataset;
import dev.gantry.engine.data.ImageDataset;
import dev.gantry.engine.data.LabelledImages;
import dev.gantry.engine.data.PointDataset;
import dev.gantry.engine.data.PointSource;
import dev.gantry.engine.train.SampleSource;
import java.util.Optional;

/** The samples of a job. */
public sealed interface TrainingData extends AutoCloseable {
    /** What a sample is, as manifests say it. */
    SampleSpec sample();

    /** As read. */
    Dataset all();

    /** For training. */
    SampleSource train();

    /** Never trained on; absent when the request keeps none. */
    Optional<? extends SampleSource> heldOut();

    @Override
    default void close() {
        all().close();
    }

    /** Pictures. */
    record Pictures(SampleSpec.Images sample, ImageDataset all, LabelledImages train, Optional<LabelledImages> heldOut)
            implements TrainingData {}

    /** Points. */
    record Points(SampleSpec.Points sample, PointDataset all, PointSource train, Optional<PointSource> heldOut)
            implements TrainingData {}
}
