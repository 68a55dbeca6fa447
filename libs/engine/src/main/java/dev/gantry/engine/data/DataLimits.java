package dev.gantry.engine.data;

import dev.gantry.imaging.PictureLimits;

/**
 * What reading a dataset may cost.
 *
 * @param maxDecodedBytes memory of all converted images, at most {@link Integer#MAX_VALUE}
 * @param maxEntries files in the source
 * @param maxArchiveBytes size of a zip as stored
 * @param maxInflatedBytes bytes that all compressed files together may unpack to
 * @param maxLabelFileBytes size of {@code dataset.json}
 * @param picture of each PNG or JPEG
 */
public record DataLimits(
        long maxDecodedBytes,
        int maxEntries,
        long maxArchiveBytes,
        long maxInflatedBytes,
        long maxLabelFileBytes,
        PictureLimits picture) {
    /** 1 GiB decoded, a million files, archives of 8 GiB that unpack to at most 32 GiB, 64 MiB of labels. */
    public static final DataLimits DEFAULT =
            new DataLimits(1L << 30, 1_000_000, 8L << 30, 32L << 30, 64L << 20, PictureLimits.DEFAULT);

    public DataLimits {
        if (maxDecodedBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "maxDecodedBytes is " + maxDecodedBytes + ": at most " + Integer.MAX_VALUE);
        }
    }

    /** The same limits with another bound on memory. */
    public DataLimits withMaxDecodedBytes(long bytes) {
        return new DataLimits(bytes, maxEntries, maxArchiveBytes, maxInflatedBytes, maxLabelFileBytes, picture);
    }
}
