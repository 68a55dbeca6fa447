package dev.gantry.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes GIFs of flat frames, whose tone is twice their number in the palette. */
final class Gif {
    private static final int COLORS = 128;
    private static final int CLEAR = COLORS;
    private static final int END = COLORS + 1;
    /** Codes keep 8 bits as long as the table is cleared in time. */
    private static final int PIXELS_PER_CLEAR = 100;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Gif(int width, int height) {
        bytes.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        words(width, height);
        octets(0xf6, 0, 0);
        for (int i = 0; i < COLORS; i++) {
            octets(2 * i, 2 * i, 2 * i);
        }
    }

    Gif frame(int left, int top, int width, int height, int disposal, int color) {
        octets(0x21, 0xf9, 4, disposal << 2, 0, 0, 0, 0);
        octets(0x2c);
        words(left, top, width, height);
        octets(0, 7);
        for (int rest = width * height; rest > 0; rest -= PIXELS_PER_CLEAR) {
            int pixels = Math.min(rest, PIXELS_PER_CLEAR);
            octets(pixels + 1, CLEAR);
            for (int i = 0; i < pixels; i++) {
                octets(color);
            }
        }
        octets(1, END, 0);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(bytes.toByteArray());
        whole.write(0x3b);
        return whole.toByteArray();
    }

    private void words(int... values) {
        for (int value : values) {
            octets(value, value >> 8);
        }
    }

    private void octets(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
    }
}
