package dev.gantry.imaging;

import java.util.List;

/** Many pictures of one shape in one. */
public final class PictureGrid {
    private PictureGrid() {}

    /** Lays the pictures out row by row, in as many columns as rows or one more. */
    public static Picture tile(List<Picture> pictures) {
        return tile(pictures, (int) Math.ceil(Math.sqrt(pictures.size())));
    }

    /**
     * Lays the pictures out row by row; cells that stay empty are black.
     *
     * @param columns at least 1
     * @throws IllegalArgumentException if there is no picture or the shapes differ
     */
    public static Picture tile(List<Picture> pictures, int columns) {
        if (pictures.isEmpty() || columns < 1) {
            throw new IllegalArgumentException(
                    pictures.size() + " pictures in " + columns + " columns: at least one of each is needed");
        }
        Picture first = pictures.get(0);
        int rows = (pictures.size() + columns - 1) / columns;
        int height = first.height();
        int width = first.width();
        byte[] out = new byte[Math.multiplyExact(first.channels() * rows * height, columns * width)];
        for (int i = 0; i < pictures.size(); i++) {
            Picture picture = pictures.get(i);
            if (picture.channels() != first.channels() || picture.height() != height || picture.width() != width) {
                throw new IllegalArgumentException("picture " + i + " is " + picture + ": must be " + first);
            }
            int top = i / columns * height;
            int left = i % columns * width;
            for (int c = 0; c < first.channels(); c++) {
                for (int y = 0; y < height; y++) {
                    int to = ((c * rows * height) + top + y) * columns * width + left;
                    System.arraycopy(picture.pixels(), (c * height + y) * width, out, to, width);
                }
            }
        }
        return new Picture(first.channels(), rows * height, columns * width, out);
    }
}
