package dev.gantry.imaging;

/** Between grey and colour. */
final class Tones {
    private Tones() {}

    static Picture convert(Picture picture, int channels) {
        if (picture.channels() == channels) {
            return picture;
        }
        return channels == 1 ? luma(picture) : repeated(picture);
    }

    private static Picture luma(Picture colour) {
        int plane = colour.height() * colour.width();
        byte[] in = colour.pixels();
        byte[] out = new byte[plane];
        for (int i = 0; i < plane; i++) {
            int weighted = 299 * (in[i] & 0xff) + 587 * (in[plane + i] & 0xff) + 114 * (in[2 * plane + i] & 0xff);
            out[i] = (byte) ((weighted + 500) / 1000);
        }
        return new Picture(1, colour.height(), colour.width(), out);
    }

    private static Picture repeated(Picture grey) {
        int plane = grey.height() * grey.width();
        byte[] out = new byte[3 * plane];
        for (int c = 0; c < 3; c++) {
            System.arraycopy(grey.pixels(), 0, out, c * plane, plane);
        }
        return new Picture(3, grey.height(), grey.width(), out);
    }
}
