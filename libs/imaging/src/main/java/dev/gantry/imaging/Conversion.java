package dev.gantry.imaging;

/**
 * Brings any picture to one shape: fitted to the target's aspect ratio, then resized by area averaging (smaller) or bilinear
 * interpolation (larger), and turned grey with the Rec. 601 luma or repeated over three channels.
 *
 * @param channels 1 or 3
 * @param height pixels, 1 to {@value #MAX_SIDE}
 * @param width pixels, 1 to {@value #MAX_SIDE}
 * @param fit what becomes of another aspect ratio
 */
public record Conversion(int channels, int height, int width, Fit fit) {
    public static final int MAX_SIDE = 4096;

    /** How a picture gets the target's aspect ratio. */
    public enum Fit {
        /** The largest part around the centre is kept. */
        CROP,
        /** All of it is kept, and proportions change. */
        STRETCH
    }

    public Conversion {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("channels is " + channels + ": must be 1 or 3");
        }
        if (height < 1 || height > MAX_SIDE || width < 1 || width > MAX_SIDE) {
            throw new IllegalArgumentException("size is " + width + "x" + height + ": sides must be 1 to " + MAX_SIDE);
        }
    }

    /** Crops. */
    public Conversion(int channels, int height, int width) {
        this(channels, height, width, Fit.CROP);
    }

    /** Bytes of a converted picture: {@code channels * height * width}. */
    public int bytes() {
        return channels * height * width;
    }

    /** The picture in this shape; the picture itself when it has it already. */
    public Picture apply(Picture picture) {
        Picture toned = Tones.convert(picture, channels);
        Crop crop = fit == Fit.CROP ? Crop.centred(toned, width, height) : Crop.none(toned);
        if (crop.whole(toned) && toned.height() == height && toned.width() == width) {
            return toned;
        }
        return Resize.apply(toned, crop, height, width);
    }
}
