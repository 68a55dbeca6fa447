package dev.gantry.imaging;

import dev.gantry.imaging.Conversion.Fit;

/**
 * What a picture looks like, in 64 bits: whether it becomes clearly brighter, and whether clearly darker, from each patch of an even
 * grid of 8 rows and 5 columns to the next on its right. Compression, resizing and small edits change few bits; even pictures
 * have none set.
 */
public final class PerceptualHash {
    private static final int ROWS = 8;
    private static final int STEPS = 4;
    /** In grey levels: even areas with a little noise are even. */
    private static final int CLEARLY = 4;

    private static final Conversion PATCHES = new Conversion(1, ROWS, STEPS + 1, Fit.STRETCH);

    private PerceptualHash() {}

    /** Row by row, two bits for each step to the right: brighter, darker. The first is the highest. */
    public static long of(Picture picture) {
        Picture patches = PATCHES.apply(picture);
        long hash = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int step = 0; step < STEPS; step++) {
                int rise = patches.value(0, row, step + 1) - patches.value(0, row, step);
                hash = hash << 2 | (rise >= CLEARLY ? 2 : 0) | (rise <= -CLEARLY ? 1 : 0);
            }
        }
        return hash;
    }

    /** Number of bits in which two hashes differ, 0 to 64. */
    public static int distance(long one, long other) {
        return Long.bitCount(one ^ other);
    }
}
