package dev.gantry.imaging;

import dev.gantry.imaging.Conversion.Fit;

/**
 * What a picture looks like, in 64 bits: whether each of eight by eight grey patches is clearly brighter than its neighbour on the
 * right.
 * Compression, resizing and small edits change few bits; those of unrelated pictures differ in about half.
 */
public final class PerceptualHash {
    private static final int SIDE = 8;
    /** In grey levels: even areas with a little noise are even. */
    private static final int CLEARLY = 4;

    private static final Conversion PATCHES = new Conversion(1, SIDE, SIDE + 1, Fit.STRETCH);

    private PerceptualHash() {}

    /** Row by row; the first comparison is the highest bit. */
    public static long of(Picture picture) {
        Picture patches = PATCHES.apply(picture);
        long hash = 0;
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int fall = patches.value(0, row, column) - patches.value(0, row, column + 1);
                hash = hash << 1 | (fall >= CLEARLY ? 1 : 0);
            }
        }
        return hash;
    }

    /** Number of bits in which two hashes differ, 0 to 64. */
    public static int distance(long one, long other) {
        return Long.bitCount(one ^ other);
    }
}
