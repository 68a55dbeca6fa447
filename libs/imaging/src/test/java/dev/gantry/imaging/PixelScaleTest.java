package dev.gantry.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelScaleTest {

    @Test
    void everyByteComesBack() {
        for (int value = 0; value < 256; value++) {
            assertThat(PixelScale.toByte(PixelScale.toFloat((byte) value))).isEqualTo((byte) value);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "1, 255", "-7, 0", "9, 255", "0, 128", "NaN, 0"})
    void valuesOutsideTheRangeAreClamped(float value, int expected) {
        assertThat(PixelScale.toByte(value) & 0xff).isEqualTo(expected);
    }

    @Test
    void batchComesApartIntoPictures() {
        assertThat(PixelScale.pictures(new float[] {-1, 1, 0, 1}, 1, 1, 2))
                .containsExactly(
                        new Picture(1, 1, 2, new byte[] {0, (byte) 255}),
                        new Picture(1, 1, 2, new byte[] {(byte) 128, (byte) 255}));
    }
}
