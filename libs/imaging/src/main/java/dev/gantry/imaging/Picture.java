package dev.gantry.imaging;

import java.util.Arrays;

/** One decoded picture: unsigned bytes {@code [C, H, W]} in sRGB, grey ({@code C = 1}) or red, green, blue. */
public final class Picture {
    private final int channels;
    private final int height;
    private final int width;
    private final byte[] pixels;

    /**
     * @param pixels {@code channels * height * width} unsigned bytes, plane after plane; kept, not copied
     * @throws IllegalArgumentException if the channels are neither 1 nor 3, a side is below 1 or the length does not fit
     */
    public Picture(int channels, int height, int width, byte[] pixels) {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("channels is " + channels + ": must be 1 or 3");
        }
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("size is " + width + "x" + height + ": sides must be at least 1");
        }
        long length = (long) channels * height * width;
        if (pixels.length != length) {
            throw new IllegalArgumentException("pixels has " + pixels.length + " bytes: must have " + length);
        }
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.pixels = pixels;
    }

    public int channels() {
        return channels;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /** The bytes {@code [C, H, W]} themselves, not a copy. */
    public byte[] pixels() {
        return pixels;
    }

    /** The value at a channel, row and column, 0 to 255. */
    public int value(int channel, int row, int column) {
        return pixels[(channel * height + row) * width + column] & 0xff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that
                && channels == that.channels
                && height == that.height
                && width == that.width
                && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * height + width) + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "Picture[" + channels + ", " + height + ", " + width + "]";
    }
}
