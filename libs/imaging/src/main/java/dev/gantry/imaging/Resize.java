package dev.gantry.imaging;

/** Separable resampling: columns first, then rows, rounded once at the end. */
final class Resize {
    private Resize() {}

    static Picture apply(Picture picture, Crop crop, int height, int width) {
        Taps across = Taps.between(crop.width(), width);
        Taps down = Taps.between(crop.height(), height);
        byte[] out = new byte[picture.channels() * height * width];
        float[] narrow = new float[crop.height() * width];
        for (int c = 0; c < picture.channels(); c++) {
            for (int y = 0; y < crop.height(); y++) {
                int row = (c * picture.height() + crop.top() + y) * picture.width() + crop.left();
                for (int x = 0; x < width; x++) {
                    narrow[y * width + x] = across.sum(picture.pixels(), row, x);
                }
            }
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    out[(c * height + y) * width + x] = (byte) Math.round(down.sum(narrow, x, width, y));
                }
            }
        }
        return new Picture(picture.channels(), height, width, out);
    }
}
