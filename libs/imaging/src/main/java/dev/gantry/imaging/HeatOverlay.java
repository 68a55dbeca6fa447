package dev.gantry.imaging;

/** Values painted over the picture that they belong to. */
public final class HeatOverlay {
    /** Shorter edge in pixels; smaller pictures are enlarged, so that people can see something. */
    public static final int LEAST_EDGE = 256;

    private static final double OPACITY = 0.6;

    private HeatOverlay() {}

    /**
     * The picture in grey under a colour for each place, from dark violet for 0 over green to yellow for 1; between the centres of
     * the cells values are interpolated.
     *
     * @param cells   values from 0 to 1, row after row, over the whole picture
     * @param columns of the cells
     * @throws IllegalArgumentException if the cells are no whole rows, or none
     */
    public static Picture paint(Picture picture, double[] cells, int columns) {
        if (columns < 1 || cells.length == 0 || cells.length % columns != 0) {
            throw new IllegalArgumentException(cells.length + " cells are no rows of " + columns);
        }
        Picture grey = Tones.convert(picture, 1);
        int factor = Math.max(1, (int) Math.ceil((double) LEAST_EDGE / Math.min(grey.height(), grey.width())));
        int height = factor * grey.height();
        int width = factor * grey.width();
        int plane = height * width;
        byte[] pixels = new byte[3 * plane];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int color = ColorScale.of(value(cells, columns, (y + 0.5) / height, (x + 0.5) / width));
                int tone = grey.value(0, y / factor, x / factor);
                int at = y * width + x;
                pixels[at] = over(tone, color >> 16);
                pixels[plane + at] = over(tone, color >> 8);
                pixels[2 * plane + at] = over(tone, color);
            }
        }
        return new Picture(3, height, width, pixels);
    }

    /** Bilinear between the centres of cells, constant beyond the outermost. */
    private static double value(double[] cells, int columns, double down, double across) {
        int rows = cells.length / columns;
        double row = Math.max(0, Math.min(rows - 1, down * rows - 0.5));
        double column = Math.max(0, Math.min(columns - 1, across * columns - 0.5));
        int top = (int) row;
        int left = (int) column;
        int below = Math.min(top + 1, rows - 1);
        int right = Math.min(left + 1, columns - 1);
        double upper = between(cells[top * columns + left], cells[top * columns + right], column - left);
        double lower = between(cells[below * columns + left], cells[below * columns + right], column - left);
        return between(upper, lower, row - top);
    }

    private static double between(double from, double to, double share) {
        return from + share * (to - from);
    }

    private static byte over(int tone, int color) {
        return (byte) Math.round((1 - OPACITY) * tone + OPACITY * (color & 0xff));
    }
}
