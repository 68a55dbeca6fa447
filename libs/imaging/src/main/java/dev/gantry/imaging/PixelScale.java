package dev.gantry.imaging;

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
}
