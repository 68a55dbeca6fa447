package dev.gantry.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {

    @Test
    void aPictureOfTheRightShapeIsLeftAlone() {
        Picture picture = Pictures.noise(1, 28, 28, 1);

        assertThat(new Conversion(1, 28, 28).apply(picture)).isSameAs(picture);
    }

    @Test
    void halvingAveragesFourPixels() {
        Picture picture = new Picture(1, 2, 4, new byte[] {0, 100, 10, 20, 50, (byte) 250, 30, 40});

        assertThat(new Conversion(1, 1, 2).apply(picture).pixels()).containsExactly(100, 25);
    }

    @Test
    void unevenShrinkingWeighsByOverlap() {
        Picture picture = new Picture(1, 3, 3, new byte[] {0, 90, 0, 0, 90, 0, 0, 90, 0});

        // 3 columns to 2: each target is one and a half columns wide, a third of it the middle one.
        assertThat(new Conversion(1, 2, 2).apply(picture).pixels()).containsExactly(30, 30, 30, 30);
    }

    @Test
    void growingInterpolatesBetweenPixelCentres() {
        Picture picture = new Picture(1, 1, 2, new byte[] {0, 100});

        assertThat(new Conversion(1, 2, 4).apply(picture).pixels()).containsExactly(0, 25, 75, 100, 0, 25, 75, 100);
    }

    @Test
    void theCentreIsKept() {
        Picture picture = new Picture(1, 1, 5, new byte[] {9, 9, 42, 9, 9});

        assertThat(new Conversion(1, 1, 1).apply(picture).pixels()).containsExactly(42);
    }

    @Test
    void greyIsTheLuma() {
        Picture red = new Picture(3, 1, 1, new byte[] {(byte) 255, 0, 0});

        assertThat(new Conversion(1, 1, 1).apply(red).value(0, 0, 0)).isEqualTo(76);
    }

    @Test
    void colourRepeatsGrey() {
        Picture grey = Pictures.noise(1, 4, 4, 2);
        Picture colour = new Conversion(3, 4, 4).apply(grey);

        assertThat(new Conversion(1, 4, 4).apply(colour)).isEqualTo(grey);
    }

    @ParameterizedTest
    @CsvSource({"3, 100, 31", "1, 31, 100", "3, 1, 1", "1, 29, 27", "3, 28, 2000"})
    void flatStaysFlatInEveryShape(int channels, int height, int width) {
        Picture converted = new Conversion(channels, 28, 28).apply(Pictures.flat(channels, height, width, 201));

        assertThat(converted).isEqualTo(Pictures.flat(channels, 28, 28, 201));
    }

    @ParameterizedTest
    @CsvSource({"2, 28, 28, channels is 2", "1, 0, 28, size is 28x0", "1, 28, 4097, size is 4097x28"})
    void impossibleShapesAreRefused(int channels, int height, int width, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conversion(channels, height, width))
                .withMessageStartingWith(message);
    }
}
