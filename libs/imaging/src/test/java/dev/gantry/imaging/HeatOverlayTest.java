package dev.gantry.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeatOverlayTest {
    @Test
    void smallPicturesAreEnlargedAndLargeOnesAreNot() {
        assertThat(paint(Pictures.flat(1, 28, 28, 0))).hasToString("Picture[3, 280, 280]");
        assertThat(paint(Pictures.flat(3, 64, 128, 0))).hasToString("Picture[3, 256, 512]");
        assertThat(paint(Pictures.flat(1, 300, 500, 0))).hasToString("Picture[3, 300, 500]");
    }

    @Test
    void everyCellIsInItsPlace() {
        Picture painted = HeatOverlay.paint(Pictures.flat(1, 64, 128, 0), new double[] {0, 0, 0, 0, 0, 1}, 3);

        assertThat(red(painted, 255, 511)).isGreaterThan(140);
        assertThat(red(painted, 255, 0)).isLessThan(60);
        assertThat(red(painted, 0, 511)).isLessThan(60);
        assertThat(red(painted, 0, 0)).isLessThan(60);
    }

    @Test
    void betweenCellsThereIsNoEdge() {
        Picture painted = HeatOverlay.paint(Pictures.flat(1, 256, 256, 0), new double[] {0, 1}, 2);

        for (int x = 1; x < 256; x++) {
            int step = painted.value(1, 128, x) - painted.value(1, 128, x - 1);
            assertThat(step).isBetween(0, 3);
        }
    }

    @Test
    void thePictureShinesThrough() {
        Picture black = HeatOverlay.paint(Pictures.flat(3, 256, 256, 0), new double[] {0.5}, 1);
        Picture white = HeatOverlay.paint(Pictures.flat(3, 256, 256, 255), new double[] {0.5}, 1);

        for (int channel = 0; channel < 3; channel++) {
            assertThat(white.value(channel, 9, 9) - black.value(channel, 9, 9)).isEqualTo(102);
        }
    }

    @Test
    void cellsThatFillNoRowsAreRefused() {
        Picture picture = Pictures.flat(1, 4, 4, 0);

        assertThatThrownBy(() -> HeatOverlay.paint(picture, new double[5], 2)).hasMessage("5 cells are no rows of 2");
        assertThatThrownBy(() -> HeatOverlay.paint(picture, new double[0], 2)).hasMessage("0 cells are no rows of 2");
    }

    private static Picture paint(Picture picture) {
        return HeatOverlay.paint(picture, new double[] {0, 1}, 1);
    }

    private static int red(Picture picture, int row, int column) {
        return picture.value(0, row, column);
    }
}
