package dev.gantry.engine.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The samples of a dataset in two parts.
 *
 * @param train   ascending
 * @param heldOut in random order, so that its slices are random too
 */
// Bulk numbers, never compared.
@SuppressWarnings("ArrayRecordComponent")
record SplitIndices(int[] train, int[] heldOut) {

    /**
     * Parts {@code size} samples at random, the same way for the same seed; both parts get at least one.
     *
     * @throws IllegalArgumentException if there are fewer than two samples or the fraction is out of range
     */
    static SplitIndices of(int size, double heldOutFraction, long seed) {
        if (!(heldOutFraction > 0 && heldOutFraction < 1) || size < 2) {
            throw new IllegalArgumentException("held-out fraction is " + heldOutFraction + " of " + size
                    + " samples: must be between 0 and 1, of at least 2");
        }
        int heldOut = (int) Math.max(1, Math.min(size - 1L, Math.round(size * heldOutFraction)));
        int[] order = shuffled(size, seed);
        int[] in = Arrays.copyOfRange(order, heldOut, order.length);
        Arrays.sort(in);
        return new SplitIndices(in, Arrays.copyOf(order, heldOut));
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
