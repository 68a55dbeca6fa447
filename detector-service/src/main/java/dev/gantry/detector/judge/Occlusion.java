package dev.gantry.detector.judge;

import dev.gantry.imaging.Picture;
import java.util.Arrays;

/**
 * The ways in which a picture is covered in part, to see what its score rests on (occlusion; Zeiler and Fergus, <a
 * href="https://arxiv.org/abs/1311.2901">arXiv:1311.2901</a>): each patch of two by two cells of an even grid, filled with the
 * picture's mean of each channel.
 */
final class Occlusion {
    /** Cells from edge to edge. */
    static final int CELLS = 8;

    /** Patches from edge to edge; neighbours overlap by half. */
    private static final int PATCHES = CELLS - 1;

    /** Pictures to be scored: the whole one and one for each patch. */
    static final int ROWS = 1 + PATCHES * PATCHES;

    private Occlusion() {}

    /**
     * The picture itself and then with each patch covered.
     *
     * @param picture as the detector takes it
     * @param values  its {@code [C, H, W]} in [-1, 1]
     * @return {@code [ROWS, C, H, W]}
     */
    static float[] rows(Picture picture, float[] values) {
        float[] rows = new float[ROWS * values.length];
        for (int row = 0; row < ROWS; row++) {
            System.arraycopy(values, 0, rows, row * values.length, values.length);
        }
        int plane = picture.height() * picture.width();
        for (int channel = 0; channel < picture.channels(); channel++) {
            float mean = mean(values, channel * plane, plane);
            for (int patch = 0; patch < ROWS - 1; patch++) {
                int base = (patch + 1) * values.length + channel * plane;
                cover(rows, base, picture, patch / PATCHES, patch % PATCHES, mean);
            }
        }
        return rows;
    }

    /**
     * How far the score falls when a cell is covered: the mean over the patches that cover it, 0 if it would rise.
     *
     * @param scores of {@link #rows}
     * @return {@code CELLS * CELLS} drops, row after row
     */
    static double[] drops(float[] scores) {
        double[] drops = new double[CELLS * CELLS];
        int[] covered = new int[CELLS * CELLS];
        for (int patch = 0; patch < ROWS - 1; patch++) {
            int first = patch / PATCHES * CELLS + patch % PATCHES;
            for (int cell : new int[] {first, first + 1, first + CELLS, first + CELLS + 1}) {
                drops[cell] += scores[0] - scores[patch + 1];
                covered[cell]++;
            }
        }
        Arrays.setAll(drops, cell -> Math.max(0, drops[cell] / covered[cell]));
        return drops;
    }

    private static void cover(float[] rows, int base, Picture picture, int top, int left, float mean) {
        int begin = left * picture.width() / CELLS;
        int end = (left + 2) * picture.width() / CELLS;
        for (int y = top * picture.height() / CELLS; y < (top + 2) * picture.height() / CELLS; y++) {
            int line = base + y * picture.width();
            Arrays.fill(rows, line + begin, line + end, mean);
        }
    }

    private static float mean(float[] values, int begin, int length) {
        double sum = 0;
        for (int i = begin; i < begin + length; i++) {
            sum += values[i];
        }
        return (float) (sum / length);
    }
}
