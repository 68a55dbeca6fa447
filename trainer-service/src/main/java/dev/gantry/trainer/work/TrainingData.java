package dev.gantry.trainer.work;

import dev.gantry.engine.data.ImageDataset;
import dev.gantry.engine.data.LabelledImages;
import java.util.Optional;

/**
 * The pictures of a job.
 *
 * @param all     as read
 * @param train   for training
 * @param heldOut never trained on; absent when the request keeps none
 */
public record TrainingData(ImageDataset all, LabelledImages train, Optional<LabelledImages> heldOut) {}
