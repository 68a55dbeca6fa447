package dev.gantry.imaging;

/** A rectangle of a picture, in pixels; the last row and column are outside. */
record Crop(int top, int left, int bottom, int right) {

    /** The largest rectangle about the centre with the aspect ratio {@code width : height}. */
    static Crop centred(Picture picture, int width, int height) {
        int cropWidth = picture.width();
        int cropHeight = picture.height();
        if ((long) picture.width() * height > (long) picture.height() * width) {
            cropWidth = (int) Math.max(1, Math.round((double) picture.height() * width / height));
        } else {
            cropHeight = (int) Math.max(1, Math.round((double) picture.width() * height / width));
        }
        int top = (picture.height() - cropHeight) / 2;
        int left = (picture.width() - cropWidth) / 2;
        return new Crop(top, left, top + cropHeight, left + cropWidth);
    }

    /** All of the picture. */
    static Crop none(Picture picture) {
        return new Crop(0, 0, picture.height(), picture.width());
    }

    int height() {
        return bottom - top;
    }

    int width() {
        return right - left;
    }

    boolean whole(Picture picture) {
        return height() == picture.height() && width() == picture.width();
    }
}
