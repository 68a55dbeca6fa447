package dev.gantry.imaging;

import java.util.ArrayList;
import java.util.List;

/** Between a network's values in {@code [-1, 1]} and bytes. */
public final class PixelScale {
    private PixelScale() {}

    /** {@code round((value + 1) * 127.5)}, clamped to 0..255; not-a-number gives 0. */
    public static byte toByte(float value) {
        return (byte) Math.max(0, Math.min(255, Math.round((value + 1) * 127.5f)));
    }

    /** {@code byte / 127.5 - 1}. */
    public static float toFloat(byte pixel) {
        return (pixel & 0xff) / 127.5f - 1;
    }

    /** The pictures of a batch {@code [N, C, H, W]}, value after value. */
    public static List<Picture> pictures(float[] values, int channels, int height, int width) {
        int length = channels * height * width;
        List<Picture> pictures = new ArrayList<>(values.length / length);
        for (int begin = 0; begin < values.length; begin += length) {
            byte[] pixels = new byte[length];
            for (int i = 0; i < length; i++) {
                pixels[i] = toByte(values[begin + i]);
            }
            pictures.add(new Picture(channels, height, width, pixels));
        }
        return pictures;
    }
}
