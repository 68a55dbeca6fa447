package dev.gantry.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegQualityTest {
    @ParameterizedTest
    @ValueSource(ints = {10, 30, 50, 59, 60, 75, 90, 95, 100})
    void encodersOwnQualityIsTold(int quality) {
        for (int channels : new int[] {1, 3}) {
            byte[] encoded = PictureEncoder.jpeg(Pictures.noise(channels, 24, 24, 1), quality);

            assertThat(JpegQuality.of(encoded)).hasValue(quality);
        }
    }

    @Test
    void tablesOfSixteenBitsAndFilledMarksAreRead() {
        byte[] header = new byte[2 + 3 + 2 + 1 + 128];
        int at = 0;
        for (int value : new int[] {0xff, 0xd8, 0xff, 0xff, 0xdb, 0, 131, 0x10}) {
            header[at++] = (byte) value;
        }
        for (int i = 0; i < 64; i++) {
            header[at + 2 * i + 1] = 1;
        }

        assertThat(JpegQuality.of(header)).hasValue(100);
    }

    @Test
    void theTableThatDecodersUseIsToldWhateverStandsBeforeIt() {
        byte[] strong = PictureEncoder.jpeg(Pictures.noise(1, 8, 8, 1), 10);
        ByteBuffer decoy = ByteBuffer.allocate(strong.length + 70);
        decoy.put(strong, 0, 2);
        decoy.put(new byte[] {(byte) 0xff, (byte) 0xdb, 0, 67, 0});
        for (int i = 0; i < 64; i++) {
            decoy.put((byte) 1);
        }
        decoy.put((byte) 0); // of no segment
        decoy.put(strong, 2, strong.length - 2);

        assertThat(JpegQuality.of(decoy.array())).hasValue(10);
    }

    @Test
    void nothingIsToldOfOtherFiles() {
        assertThat(JpegQuality.of(PictureEncoder.png(Pictures.noise(1, 8, 8, 1))))
                .isEmpty();
        assertThat(JpegQuality.of(new byte[0])).isEmpty();
    }

    @Test
    void nothingBreaksWhereverAFileEnds() {
        byte[] whole = PictureEncoder.jpeg(Pictures.noise(1, 8, 8, 1), 75);

        assertThat(IntStream.range(0, whole.length).mapToObj(length -> JpegQuality.of(Arrays.copyOf(whole, length))))
                .allMatch(quality -> quality.isEmpty() || quality.getAsInt() == 75)
                .anyMatch(quality -> quality.isPresent());
    }
}
