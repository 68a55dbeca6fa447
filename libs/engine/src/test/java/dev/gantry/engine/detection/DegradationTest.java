package dev.gantry.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.imaging.Picture;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DegradationTest {
    private final Picture picture = noise(3, 28, 28);

    @ParameterizedTest
    @EnumSource
    void theShapeIsKeptAndTheStreamDecides(Degradation degradation) {
        Picture first = degradation.apply(picture, RandomStream.of(1, "way"));

        assertThat(first.channels()).isEqualTo(3);
        assertThat(first.height()).isEqualTo(28);
        assertThat(degradation.apply(picture, RandomStream.of(1, "way"))).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
    void somethingIsLost(Degradation degradation) {
        assertThat(degradation.apply(picture, RandomStream.of(1, "way"))).isNotEqualTo(picture);
    }

    @Test
    void blurKeepsFlatPicturesAndSmoothsOthers() {
        byte[] flat = new byte[64];
        Arrays.fill(flat, (byte) 200);
        assertThat(Blur.apply(new Picture(1, 8, 8, flat), 0.7)).isEqualTo(new Picture(1, 8, 8, flat));

        byte[] dot = new byte[81];
        dot[40] = (byte) 255;
        Picture blurred = Blur.apply(new Picture(1, 9, 9, dot), 0.7);
        assertThat(blurred.value(0, 4, 4)).isBetween(60, 100);
        assertThat(blurred.value(0, 4, 5)).isEqualTo(blurred.value(0, 5, 4)).isBetween(20, 40);
    }

    private static Picture noise(int channels, int height, int width) {
        byte[] pixels = new byte[channels * height * width];
        new Random(3).nextBytes(pixels);
        return new Picture(channels, height, width, pixels);
    }
}
