package dev.gantry.engine.data;

/**
 * Pictures in two parts that share none.
 *
 * @param train for training
 * @param heldOut never shown to a network in training: for metrics, and for the detector's heads and calibration
 */
public record DatasetSplit(ImageView train, ImageView heldOut) {

    static DatasetSplit of(LabelledImages images, double heldOutFraction, long seed) {
        SplitIndices parts = SplitIndices.of(images.size(), heldOutFraction, seed);
        return new DatasetSplit(new ImageView(images, parts.train()), new ImageView(images, parts.heldOut()));
    }
}
