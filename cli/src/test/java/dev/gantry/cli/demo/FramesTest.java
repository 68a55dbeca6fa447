package dev.gantry.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.imaging.Picture;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final Picture PICTURE = new Picture(1, 1, 2, new byte[] {10, 20});

    @Test
    void enlargingRepeatsPixels() {
        Picture large = Frames.enlarge(PICTURE);

        assertThat(large).hasToString("Picture[1, 3, 6]");
        assertThat(large.value(0, 2, 2)).isEqualTo(10);
        assertThat(large.value(0, 0, 3)).isEqualTo(20);
    }

    @Test
    void theFrameTellsRightFromWrongAndOpen() {
        assertThat(green(true, Conclusion.LIKELY_SYNTHETIC)).isTrue();
        assertThat(green(false, Conclusion.NO_EVIDENCE)).isTrue();
        assertThat(red(true, Conclusion.NO_EVIDENCE)).isTrue();
        assertThat(red(false, Conclusion.LIKELY_SYNTHETIC)).isTrue();
        assertThat(green(true, Conclusion.UNCERTAIN)).isFalse();
        assertThat(red(true, Conclusion.UNCERTAIN)).isFalse();
    }

    @Test
    void thePictureIsInsideItsFrame() {
        Picture framed = framed(true, Conclusion.LIKELY_SYNTHETIC);

        assertThat(framed).hasToString("Picture[3, 9, 12]");
        assertThat(framed.value(2, 3, 3)).isEqualTo(10);
        assertThat(framed.value(0, 5, 8)).isEqualTo(20);
    }

    private static boolean green(boolean generated, Conclusion verdict) {
        Picture framed = framed(generated, verdict);
        return framed.value(1, 0, 0) > 100 && framed.value(0, 0, 0) < 100;
    }

    private static boolean red(boolean generated, Conclusion verdict) {
        Picture framed = framed(generated, verdict);
        return framed.value(0, 0, 0) > 200 && framed.value(1, 0, 0) < 100;
    }

    private static Picture framed(boolean generated, Conclusion verdict) {
        return Frames.framed(new Judged(generated, 0, PICTURE, verdict, 1, 0.9));
    }
}
