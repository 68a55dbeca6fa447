package dev.gantry.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gantry.imaging.PictureException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureCodecTest {
    private static final PictureLimits LIMITS = new PictureLimits(1 << 20, 1_000_000);

    @ParameterizedTest
    @CsvSource({"1, 28, 28", "3, 28, 28", "1, 1, 1", "3, 7, 64", "3, 65, 3"})
    void pngComesBackExactly(int channels, int height, int width) throws IOException {
        Picture picture = Pictures.noise(channels, height, width, 7);

        assertThat(PictureDecoder.decode(PictureEncoder.png(picture), LIMITS)).isEqualTo(picture);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void jpegKeepsTonesWhereTheyAre(int channels) throws IOException {
        Picture picture = Pictures.flat(channels, 24, 16, 77);

        Picture decoded = PictureDecoder.decode(PictureEncoder.jpeg(picture, 90), LIMITS);

        assertThat(decoded.channels()).isEqualTo(channels);
        assertThat(decoded.value(0, 11, 5)).isBetween(75, 79);
    }

    @Test
    void lowerJpegQualityLosesMore() throws IOException {
        Picture picture = Pictures.noise(1, 32, 32, 3);

        assertThat(error(picture, 20)).isGreaterThan(2 * error(picture, 95));
    }

    @Test
    void deepGreyIsReadAsItsHighByte() throws IOException {
        BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 0x4000);
        deep.getRaster().setSample(1, 0, 0, 0xffff);

        Picture picture = PictureDecoder.decode(png(deep), LIMITS);

        assertThat(picture.channels()).isEqualTo(1);
        assertThat(picture.pixels()).containsExactly(0x40, 0xff);
    }

    @Test
    void transparencyIsLaidOverWhite() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00ff0000);
        image.setRGB(1, 0, 0x80000000);

        Picture picture = PictureDecoder.decode(png(image), LIMITS);

        assertThat(picture.value(1, 0, 0)).isEqualTo(255);
        assertThat(picture.value(0, 0, 1)).isEqualTo(127);
    }

    @Test
    void paletteIsResolved() throws IOException {
        BufferedImage image = new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(1, 1, 0xffff0000);

        Picture picture = PictureDecoder.decode(png(image), LIMITS);

        assertThat(picture.value(0, 1, 1)).isEqualTo(255);
        assertThat(picture.value(1, 1, 1)).isZero();
    }

    @Test
    void pixelsAreCountedBeforeTheyAreDecoded() {
        byte[] small = PictureEncoder.png(Pictures.flat(1, 2, 2, 0));
        byte[] bomb = withPngSize(small, 60_000, 60_000);

        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> PictureDecoder.decode(bomb, LIMITS))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
                .withMessage("pixels is 60000x60000: width times height at most 1000000");
    }

    @Test
    void bytesAreCountedFirst() {
        byte[] encoded = PictureEncoder.png(Pictures.noise(3, 64, 64, 1));

        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> PictureDecoder.decode(encoded, new PictureLimits(100, 1_000_000)))
                .satisfies(e -> assertThat(e.field()).isEqualTo("bytes"))
                .satisfies(e -> assertThat(e.accepted()).isEqualTo("at most 100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GIF89a", "<svg/>", "\u0089PN"})
    void otherTypesAreRefusedWhateverTheyAreCalled(String content) {
        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> PictureDecoder.decode(content.getBytes(StandardCharsets.ISO_8859_1), LIMITS))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void truncatedPicturesAreRefused(boolean jpeg) {
        Picture picture = Pictures.noise(3, 40, 40, 5);
        byte[] whole = jpeg ? PictureEncoder.jpeg(picture, 90) : PictureEncoder.png(picture);

        for (int length = PictureFormat.SIGNATURE_BYTES; length < whole.length * 9 / 10; length += 37) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(PictureException.class)
                    .as("%d of %d bytes", length, whole.length)
                    .isThrownBy(() -> PictureDecoder.decode(part, LIMITS))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void damageNeverEscapesAsAnotherException(boolean jpeg) {
        Picture picture = Pictures.noise(1, 16, 16, 5);
        byte[] whole = jpeg ? PictureEncoder.jpeg(picture, 90) : PictureEncoder.png(picture);
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                PictureDecoder.decode(damaged, LIMITS);
            } catch (PictureException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static double error(Picture picture, int quality) throws IOException {
        Picture decoded = PictureDecoder.decode(PictureEncoder.jpeg(picture, quality), LIMITS);
        double sum = 0;
        for (int i = 0; i < picture.pixels().length; i++) {
            sum += Math.abs((decoded.pixels()[i] & 0xff) - (picture.pixels()[i] & 0xff));
        }
        return sum / picture.pixels().length;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] withPngSize(byte[] png, int width, int height) {
        byte[] changed = png.clone();
        ByteBuffer buffer = ByteBuffer.wrap(changed);
        buffer.putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(changed, 12, 17);
        buffer.putInt(29, (int) crc.getValue());
        return changed;
    }
}
