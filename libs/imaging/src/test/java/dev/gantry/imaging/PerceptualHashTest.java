package dev.gantry.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
    private static final int SIDE = 64;

    @Test
    void everyStepToBrighterOrDarkerSetsItsBit() {
        assertThat(PerceptualHash.of(ramp(1))).isEqualTo(0xaaaaaaaaaaaaaaaaL);
        assertThat(PerceptualHash.of(ramp(-1))).isEqualTo(0x5555555555555555L);
        assertThat(PerceptualHash.of(new Picture(1, 1, 1, new byte[] {9}))).isZero();
    }

    @Test
    void editedPicturesStayNearAndOthersAreFar() throws PictureException {
        Picture picture = blobs(1);
        Picture compressed =
                PictureDecoder.decode(PictureEncoder.jpeg(picture, 60), new PictureLimits(1 << 20, 1 << 20));
        Picture smaller = new Conversion(1, SIDE / 2, SIDE / 2).apply(picture);

        assertThat(distance(picture, compressed)).isLessThan(5);
        assertThat(distance(picture, smaller)).isLessThan(5);
        assertThat(distance(picture, blobs(2))).isGreaterThan(16);
    }

    private static int distance(Picture one, Picture other) {
        return PerceptualHash.distance(PerceptualHash.of(one), PerceptualHash.of(other));
    }

    private static Picture ramp(int direction) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            int column = i % SIDE;
            pixels[i] = (byte) (3 * (direction > 0 ? column : SIDE - column));
        }
        return new Picture(1, SIDE, SIDE, pixels);
    }

    /** Smooth light and dark. */
    private static Picture blobs(long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[12 * 12];
        random.nextBytes(pixels);
        return new Conversion(1, SIDE, SIDE).apply(new Picture(1, 12, 12, pixels));
    }
}
