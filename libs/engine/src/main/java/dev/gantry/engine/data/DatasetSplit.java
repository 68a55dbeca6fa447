package dev.gantry.engine.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A dataset in two parts that share no image.
 *
 * @param train for training
 * @param heldOut never shown to a network in training: for metrics, and for the detector's heads and calibration
 */
public record DatasetSplit(ImageView train, ImageView heldOut) {

    static DatasetSplit of(LabelledImages images, double heldOutFraction, long seed) {
        if (!(heldOutFraction > 0 && heldOutFraction < 1) || images.size() < 2) {
            throw new IllegalArgumentException("held-out fraction is " + heldOutFraction + " of " + images.size()
                    + " images: must be between 0 and 1, of at least 2");
        }
        int heldOut = (int) Math.max(1, Math.min(images.size() - 1L, Math.round(images.size() * heldOutFraction)));
        int[] order = shuffled(images.size(), seed);
        int[] out = Arrays.copyOf(order, heldOut);
        int[] in = Arrays.copyOfRange(order, heldOut, order.length);
        Arrays.sort(in);
        return new DatasetSplit(new ImageView(images, in), new ImageView(images, out));
    }

    private static int[] shuffled(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
