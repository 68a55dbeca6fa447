package dev.gantry.imaging;

/**
 * What an animation may cost before any of it is decoded.
 *
 * @param maxFrames frames
 * @param maxPixels width times height times frames
 */
public record AnimationLimits(int maxFrames, long maxPixels) {
    public AnimationLimits {
        if (maxFrames < 1 || maxPixels < 1) {
            throw new IllegalArgumentException(
                    "limits are " + maxFrames + " frames and " + maxPixels + " pixels: both must be at least 1");
        }
    }

    void check(int width, int height, int frames) throws PictureException {
        if (frames > maxFrames) {
            throw new PictureException(
                    PictureException.Reason.TOO_LARGE, "frames", Integer.toString(frames), "at most " + maxFrames);
        }
        if ((long) width * height * frames > maxPixels) {
            throw new PictureException(
                    PictureException.Reason.TOO_LARGE,
                    "pixels",
                    width + "x" + height + "x" + frames,
                    "width times height times frames at most " + maxPixels);
        }
    }
}
