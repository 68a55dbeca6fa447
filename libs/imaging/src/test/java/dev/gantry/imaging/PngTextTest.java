package dev.gantry.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PngTextTest {
    private static final String KEYWORD = "gantry:test";
    private static final String TEXT = "größer als 255: Ω";
    private static final Picture PICTURE =
            new Picture(1, 2, 3, new byte[] {0, 50, 100, (byte) 150, (byte) 200, (byte) 250});

    private final byte[] png = PictureEncoder.png(PICTURE);
    private final byte[] marked = PngText.insert(png, KEYWORD, TEXT);

    @Test
    void textIsFoundAgainAndThePictureIsTheSame() throws PictureException {
        assertThat(PngText.find(marked, KEYWORD, 100)).contains(TEXT);
        assertThat(PictureDecoder.decode(marked, new PictureLimits(10_000, 10_000)))
                .isEqualTo(PICTURE);
    }

    @Test
    void firstTextOfAKeywordIsFoundAmongOthers() {
        byte[] both = PngText.insert(PngText.insert(marked, "other", "o"), KEYWORD, "last inserted, first in the file");

        assertThat(PngText.find(both, KEYWORD, 100)).contains("last inserted, first in the file");
        assertThat(PngText.find(both, "other", 100)).contains("o");
        assertThat(PngText.find(both, "absent", 100)).isEmpty();
    }

    @Test
    void longerTextsAreNotFound() {
        int bytes = TEXT.getBytes(StandardCharsets.UTF_8).length;

        assertThat(PngText.find(marked, KEYWORD, bytes)).isPresent();
        assertThat(PngText.find(marked, KEYWORD, bytes - 1)).isEmpty();
    }

    @Test
    void nothingIsFoundInWhatIsDamagedOrNoPng() {
        for (int length = 0; length < marked.length; length++) {
            byte[] cut = Arrays.copyOf(marked, length);
            assertThat(PngText.find(cut, "absent", 100)).isEmpty();
        }
        byte[] huge = marked.clone();
        Arrays.fill(huge, 33, 37, (byte) 0x7f);
        assertThat(PngText.find(huge, KEYWORD, 100)).isEmpty();
        Arrays.fill(huge, 33, 37, (byte) 0xff);
        assertThat(PngText.find(huge, KEYWORD, 100)).isEmpty();
        assertThat(PngText.find(PictureEncoder.jpeg(PICTURE, 90), KEYWORD, 100)).isEmpty();
        assertThat(PngText.find(png, KEYWORD, 100)).isEmpty();
    }
}
