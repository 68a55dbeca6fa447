package dev.gantry.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScatterPlotTest {
    private static final int SAMPLE_RED = 0x1f;
    private static final int DATA_RED = 0xa0;

    @Test
    void firstNumberRunsRightAndSecondUp() {
        Picture plot = ScatterPlot.of(new float[] {0, 0, 10, 10}, new float[] {10, 0}, 2);

        assertThat(plot).hasToString("Picture[3, 512, 512]");
        assertThat(plot.value(0, 468, 468)).isEqualTo(SAMPLE_RED);
        assertThat(plot.value(0, 43, 468)).isEqualTo(DATA_RED);
        assertThat(plot.value(0, 468, 43)).isEqualTo(DATA_RED);
        assertThat(plot.value(0, 43, 43)).isGreaterThan(DATA_RED);
    }

    @Test
    void samplesOutsideTheDataStandAtTheBorder() {
        Picture plot = ScatterPlot.of(new float[] {0, 0, 10, 10}, new float[] {-99, 99, Float.NaN, -99}, 2);

        assertThat(plot.value(0, 0, 0)).isEqualTo(SAMPLE_RED);
        assertThat(plot.value(0, 511, 0)).isEqualTo(SAMPLE_RED);
    }

    @Test
    void singleNumbersRiseInTheirOrder() {
        Picture plot = ScatterPlot.of(new float[] {3, 3, 3, 3}, 1);

        assertThat(plot.value(0, 511, 256)).isEqualTo(SAMPLE_RED);
        assertThat(plot.value(0, 128, 256)).isEqualTo(SAMPLE_RED);
    }
}
