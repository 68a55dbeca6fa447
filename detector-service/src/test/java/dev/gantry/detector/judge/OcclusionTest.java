package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.imaging.Picture;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcclusionTest {
    @Test
    void theFirstRowIsThePictureItself() {
        float[] values = ramp(3 * 16 * 16);

        float[] rows = Occlusion.rows(picture(3, 16, 16), values);

        assertThat(rows).hasSize(Occlusion.ROWS * values.length);
        assertThat(Arrays.copyOf(rows, values.length)).isEqualTo(values);
    }

    @Test
    void patchesAreFilledWithTheMeanOfTheirChannel() {
        float[] values = new float[3 * 16 * 16];
        Arrays.fill(values, 256, 512, 0.5f);
        values[0] = 1;

        float[] rows = Occlusion.rows(picture(3, 16, 16), values);

        assertThat(rows[values.length]).isCloseTo(1 / 256f, within(1e-7f));
        assertThat(rows[values.length + 256]).isEqualTo(0.5f);
        assertThat(rows[values.length + 512]).isZero();
    }

    @ParameterizedTest
    @CsvSource({"16, 16", "28, 28", "17, 64", "8, 8", "13, 11"})
    void allOfThePictureIsCoveredByTheOneOrOther(int height, int width) {
        float[] values = new float[height * width];
        Arrays.fill(values, 1);
        values[0] = -3;
        boolean[] covered = new boolean[values.length];

        float[] rows = Occlusion.rows(picture(1, height, width), values);

        for (int i = values.length; i < rows.length; i++) {
            covered[i % values.length] |= rows[i] != values[i % values.length];
        }
        assertThat(covered).doesNotContain(false);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 5", "7, 7", "0, 4", "7, 0"})
    void theScoreFallsMostWhereItComesFrom(int row, int column) {
        int edge = 32;
        float[] values = new float[edge * edge];
        int spot = (4 * row + 1) * edge + 4 * column + 2;
        values[spot] = 1;
        float[] rows = Occlusion.rows(picture(1, edge, edge), values);
        float[] scores = new float[Occlusion.ROWS];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = rows[i * values.length + spot];
        }

        double[] drops = Occlusion.drops(scores);

        int greatest =
                IntStream.range(0, drops.length).reduce(0, (best, cell) -> drops[cell] > drops[best] ? cell : best);
        assertThat(drops[greatest])
                .isEqualTo(drops[row * Occlusion.CELLS + column])
                .isCloseTo(1, within(0.01));
        assertThat(drops[(row + 4) % 8 * Occlusion.CELLS + column]).isZero();
    }

    @Test
    void aRisingScoreIsNoDrop() {
        float[] scores = new float[Occlusion.ROWS];
        Arrays.fill(scores, 1, scores.length, 3);

        assertThat(Occlusion.drops(scores)).containsOnly(0);
    }

    private static Picture picture(int channels, int height, int width) {
        return new Picture(channels, height, width, new byte[channels * height * width]);
    }

    private static float[] ramp(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = i / (float) length;
        }
        return values;
    }
}
