package dev.gantry.imaging;

import java.util.Arrays;
import java.util.Random;

/** Pictures to test with. */
final class Pictures {
    private Pictures() {}

    static Picture noise(int channels, int height, int width, long seed) {
        byte[] pixels = new byte[channels * height * width];
        new Random(seed).nextBytes(pixels);
        return new Picture(channels, height, width, pixels);
    }

    static Picture flat(int channels, int height, int width, int value) {
        byte[] pixels = new byte[channels * height * width];
        Arrays.fill(pixels, (byte) value);
        return new Picture(channels, height, width, pixels);
    }
}
