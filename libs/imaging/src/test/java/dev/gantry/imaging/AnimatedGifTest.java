package dev.gantry.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gantry.imaging.PictureException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnimatedGifTest {
    private static final AnimationLimits LIMITS = new AnimationLimits(10, 10_000);

    @Test
    void framesAreShownOverWhatTheOnesBeforeThemLeft() throws PictureException {
        byte[] gif =
                new Gif(4, 2).frame(0, 0, 4, 2, 1, 10).frame(2, 1, 2, 1, 1, 100).bytes();

        List<Picture> frames = decode(gif);

        assertThat(frames).hasSize(2).allSatisfy(frame -> assertThat(frame).hasToString("Picture[3, 2, 4]"));
        assertThat(row(frames.get(0), 1)).containsExactly(20, 20, 20, 20);
        assertThat(row(frames.get(1), 0)).containsExactly(20, 20, 20, 20);
        assertThat(row(frames.get(1), 1)).containsExactly(20, 20, 200, 200);
    }

    @Test
    void aFrameIsClearedOrWhatWasThereComesBackWhenItSaysSo() throws PictureException {
        byte[] gif = new Gif(3, 1)
                .frame(0, 0, 3, 1, 1, 10)
                .frame(0, 0, 1, 1, 2, 50)
                .frame(1, 0, 1, 1, 3, 60)
                .frame(2, 0, 1, 1, 1, 70)
                .bytes();

        List<Picture> frames = decode(gif);

        assertThat(row(frames.get(1), 0)).containsExactly(100, 20, 20);
        assertThat(row(frames.get(2), 0)).containsExactly(255, 120, 20);
        assertThat(row(frames.get(3), 0)).containsExactly(255, 20, 140);
    }

    @Test
    void framesAndPixelsAreCountedBeforeAnythingIsDecoded() {
        Gif eleven = new Gif(1, 1);
        for (int i = 0; i < 11; i++) {
            eleven.frame(0, 0, 1, 1, 0, 1);
        }
        byte[] large = new Gif(5_000, 2)
                .frame(0, 0, 1, 1, 0, 1)
                .frame(0, 0, 1, 1, 0, 1)
                .bytes();

        assertRefused(eleven.bytes(), Reason.TOO_LARGE, "frames is 11: at most 10");
        assertRefused(large, Reason.TOO_LARGE, "pixels is 5000x2x2: width times height times frames at most 10000");
    }

    @Test
    void framesOutsideThePictureAreRefused() {
        byte[] gif = new Gif(4, 4).frame(3, 0, 2, 1, 0, 1).bytes();

        assertRefused(gif, Reason.MALFORMED, "data is frame 0 lies outside the picture: an undamaged GIF");
    }

    @Test
    void truncatedFilesAreRefused() {
        byte[] whole = new Gif(20, 20)
                .frame(0, 0, 20, 20, 0, 1)
                .frame(0, 0, 20, 20, 0, 2)
                .bytes();

        for (int length = 6; length < whole.length; length += 7) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(PictureException.class)
                    .as("%d of %d bytes", length, whole.length)
                    .isThrownBy(() -> decode(part));
        }
    }

    @Test
    void damageNeverEscapesAsAnotherException() {
        byte[] whole =
                new Gif(9, 9).frame(0, 0, 9, 9, 1, 1).frame(2, 2, 5, 5, 3, 2).bytes();
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            damaged[6 + random.nextInt(damaged.length - 6)] ^= (byte) (1 << random.nextInt(8));
            try {
                decode(damaged);
            } catch (PictureException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void itIsToldByItsFirstBytes() {
        assertThat(AnimatedGif.sniff("GIF89a…".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(AnimatedGif.sniff("GIF87a".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(AnimatedGif.sniff("GIF8".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(AnimatedGif.sniff(new byte[0])).isFalse();
    }

    private static void assertRefused(byte[] gif, Reason reason, String message) {
        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> decode(gif))
                .withMessage(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static List<Picture> decode(byte[] gif) throws PictureException {
        List<Picture> frames = new ArrayList<>();
        AnimatedGif.decode(gif, LIMITS, frames::add);
        return frames;
    }

    private static List<Integer> row(Picture picture, int row) {
        List<Integer> values = new ArrayList<>();
        for (int x = 0; x < picture.width(); x++) {
            values.add(picture.value(0, row, x));
        }
        return values;
    }
}
