package dev.gantry.imaging;

/**
 * What a picture may cost before it is decoded.
 *
 * @param maxBytes encoded size in bytes
 * @param maxPixels width times height, read from the header
 */
public record PictureLimits(long maxBytes, long maxPixels) {
    /** 16 MiB encoded and 32 megapixels. */
    public static final PictureLimits DEFAULT = new PictureLimits(16L << 20, 32_000_000);

    public PictureLimits {
        if (maxBytes < 1 || maxPixels < 1) {
            throw new IllegalArgumentException(
                    "limits are " + maxBytes + " bytes and " + maxPixels + " pixels: both must be at least 1");
        }
    }

    void checkBytes(long bytes) throws PictureException {
        if (bytes > maxBytes) {
            throw new PictureException(
                    PictureException.Reason.TOO_LARGE, "bytes", Long.toString(bytes), "at most " + maxBytes);
        }
    }

    void checkPixels(int width, int height) throws PictureException {
        if ((long) width * height > maxPixels) {
            throw new PictureException(
                    PictureException.Reason.TOO_LARGE,
                    "pixels",
                    width + "x" + height,
                    "width times height at most " + maxPixels);
        }
    }
}
