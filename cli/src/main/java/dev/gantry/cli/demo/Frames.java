package dev.gantry.cli.demo;

import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.imaging.Picture;
import java.util.Arrays;

/** Makes small pictures large enough to look at, and frames judged ones by how right the detector was. */
final class Frames {
    static final int SCALE = 3;

    private static final int BORDER = 3;
    private static final int[] RIGHT = {34, 160, 90};
    private static final int[] WRONG = {214, 48, 49};
    private static final int[] OPEN = {150, 150, 150};

    private Frames() {}

    /** Every pixel becomes a square of {@value #SCALE} by {@value #SCALE}. */
    static Picture enlarge(Picture picture) {
        int height = picture.height() * SCALE;
        int width = picture.width() * SCALE;
        byte[] pixels = new byte[picture.channels() * height * width];
        int next = 0;
        for (int c = 0; c < picture.channels(); c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    pixels[next++] = (byte) picture.value(c, y / SCALE, x / SCALE);
                }
            }
        }
        return new Picture(picture.channels(), height, width, pixels);
    }

    /** The enlarged picture in a frame: green when the verdict is right, red when it is wrong, grey when it is left open. */
    static Picture framed(Judged judged) {
        Picture inside = enlarge(judged.picture());
        int height = inside.height() + 2 * BORDER;
        int width = inside.width() + 2 * BORDER;
        byte[] pixels = new byte[3 * height * width];
        int[] colour = colour(judged);
        for (int c = 0; c < 3; c++) {
            Arrays.fill(pixels, c * height * width, (c + 1) * height * width, (byte) colour[c]);
            for (int y = 0; y < inside.height(); y++) {
                for (int x = 0; x < inside.width(); x++) {
                    pixels[(c * height + y + BORDER) * width + x + BORDER] =
                            (byte) inside.value(Math.min(c, inside.channels() - 1), y, x);
                }
            }
        }
        return new Picture(3, height, width, pixels);
    }

    private static int[] colour(Judged judged) {
        if (judged.conclusion() != Conclusion.NO_EVIDENCE && !judged.calledSynthetic()) {
            return OPEN;
        }
        return judged.calledSynthetic() == judged.generated() ? RIGHT : WRONG;
    }
}
