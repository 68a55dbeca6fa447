package dev.gantry.service.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.detection.Verdict.Origin;
import dev.gantry.contracts.detection.Verdict.Origin.Status;
import dev.gantry.contracts.origin.OriginMark;
import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.imaging.PictureException;
import dev.gantry.imaging.PictureLimits;
import dev.gantry.imaging.PngText;
import dev.gantry.platform.signing.SigningKey;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginReaderTest {
    private static final SigningKey KEY = SigningKey.generate();
    private static final String MANIFEST = "0f".repeat(32);

    private final OriginReader reader = new OriginReader(KEY::trusted);
    private final Picture picture = picture(1);
    private final byte[] marked = mark(KEY, picture);

    @Test
    void marksOfTrustedKeysAreValidForTheirPicture() throws PictureException {
        Origin origin = read(marked);

        assertThat(origin.status()).isEqualTo(Status.VALID);
        OriginMark mark = origin.mark().orElseThrow();
        assertThat(mark.model()).isEqualTo("clothes");
        assertThat(mark.version()).isEqualTo(3);
        assertThat(mark.manifestSha256()).isEqualTo(MANIFEST);
        assertThat(mark.signature().keyId()).isEqualTo(KEY.id());
        assertThat(mark(KEY, picture)).isEqualTo(marked);
    }

    @Test
    void oneChangedPixelIsToldFromAnotherPicture() throws PictureException {
        byte[] pixels = picture.pixels().clone();
        pixels[300] ^= 1;
        Picture changed = new Picture(1, picture.height(), picture.width(), pixels);

        assertThat(read(carry(changed, marked)).status()).isEqualTo(Status.CHANGED);
        assertThat(read(carry(picture(2), marked)).status()).isEqualTo(Status.OF_ANOTHER);
    }

    @Test
    void foreignKeysAreToldFromForgedMarks() throws PictureException {
        byte[] foreign = mark(SigningKey.generate(), picture);
        String forged = text(marked).replace("\"version\":3", "\"version\":4");

        assertThat(read(foreign).status()).isEqualTo(Status.FOREIGN_KEY);
        assertThat(read(withText(picture, forged)).status()).isEqualTo(Status.FORGED);
    }

    @Test
    void picturesWithoutAMarkSayNothing() {
        assertThat(reader.read(PictureEncoder.png(picture), picture)).isEmpty();
        assertThat(reader.read(PictureEncoder.jpeg(picture, 90), picture)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "no json", "{\"model\":null}", "{\"signature\":{}}"})
    void otherTextsAreUnreadable(String text) throws PictureException {
        Origin origin = read(withText(picture, text));

        assertThat(origin.status()).isEqualTo(Status.UNREADABLE);
        assertThat(origin.mark()).isEmpty();
    }

    private Origin read(byte[] png) throws PictureException {
        Picture decoded = PictureDecoder.decode(png, new PictureLimits(1 << 20, 1 << 20));
        return reader.read(png, decoded).orElseThrow();
    }

    private static byte[] mark(SigningKey key, Picture picture) {
        return new OriginMarker(key, claim -> {}).png(picture, "clothes", 3, MANIFEST);
    }

    private static String text(byte[] png) {
        return PngText.find(png, OriginMark.KEYWORD, OriginMark.MAX_BYTES).orElseThrow();
    }

    /** A picture with the mark of another file. */
    private static byte[] carry(Picture picture, byte[] marked) {
        return withText(picture, text(marked));
    }

    private static byte[] withText(Picture picture, String text) {
        return PngText.insert(PictureEncoder.png(picture), OriginMark.KEYWORD, text);
    }

    private static Picture picture(long seed) {
        byte[] pixels = new byte[16];
        new Random(seed).nextBytes(pixels);
        return new Conversion(1, 28, 28).apply(new Picture(1, 4, 4, pixels));
    }
}
