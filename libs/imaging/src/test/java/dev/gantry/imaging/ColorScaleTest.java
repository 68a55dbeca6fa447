package dev.gantry.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ColorScaleTest {
    @Test
    void itGoesFromVioletToYellow() {
        assertThat(ColorScale.of(0)).isEqualTo(0x440154);
        assertThat(ColorScale.of(1)).isEqualTo(0xfde725);
    }

    @Test
    void valuesOutsideGetTheColoursOfTheEnds() {
        assertThat(ColorScale.of(-3)).isEqualTo(ColorScale.of(0));
        assertThat(ColorScale.of(7)).isEqualTo(ColorScale.of(1));
    }

    @Test
    void lightnessRisesEvenly() {
        double least = lightness(ColorScale.of(0));
        double span = lightness(ColorScale.of(1)) - least;

        assertThat(span).isGreaterThan(70);
        for (int i = 0; i <= 100; i++) {
            assertThat(lightness(ColorScale.of(i / 100.0))).isCloseTo(least + span * i / 100, within(2.0));
        }
    }

    /** L* of CIELAB under D65. */
    private static double lightness(int color) {
        double luminance = 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) + 0.0722 * linear(color);
        return 116 * Math.cbrt(luminance) - 16;
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
