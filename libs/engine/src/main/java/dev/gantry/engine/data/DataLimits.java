package dev.gantry.engine.data;

import dev.gantry.imaging.PictureLimits;

/**
 * What reading a dataset may cost.
 *
 * @param cache room for the decoded samples
 * @param maxEntries files in the source
 * @param maxArchiveBytes size of a zip as stored
 * @param maxInflatedBytes bytes that all compressed files together may unpack to
 * @param maxLabelFileBytes size of {@code dataset.json}
 * @param picture of each PNG or JPEG
 */
public record DataLimits(
        DataCache cache,
        int maxEntries,
        long maxArchiveBytes,
        long maxInflatedBytes,
        long maxLabelFileBytes,
        PictureLimits picture) {
    /** {@link DataCache#DEFAULT}, a million files, archives of 8 GiB that unpack to at most 32 GiB, 64 MiB of labels. */
    public static final DataLimits DEFAULT =
            new DataLimits(DataCache.DEFAULT, 1_000_000, 8L << 30, 32L << 30, 64L << 20, PictureLimits.DEFAULT);

    /** The same limits with other room. */
    public DataLimits with(DataCache other) {
        return new DataLimits(other, maxEntries, maxArchiveBytes, maxInflatedBytes, maxLabelFileBytes, picture);
    }
}
