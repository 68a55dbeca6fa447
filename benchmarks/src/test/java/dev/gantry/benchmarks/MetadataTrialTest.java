package dev.gantry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetadataTrialTest {
    private static final int PICTURES = 400;

    private final Random random = new Random(3);

    @ParameterizedTest
    @EnumSource(Condition.class)
    void picturesOfTheSameKindCannotBeToldApart(Condition condition) {
        MetadataTrial trial = MetadataTrial.of(files(condition, 256), files(condition, 256));

        assertThat(trial.containers()).isEqualTo(1);
        assertThat(trial.containerArea()).isEqualTo(0.5);
        assertThat(trial.area()).isCloseTo(0.5, within(0.1));
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    void smootherPicturesAreToldByTheirSizesAlone(Condition condition) {
        MetadataTrial trial = MetadataTrial.of(files(condition, 256), files(condition, 16));

        assertThat(trial.containerArea()).isEqualTo(0.5);
        assertThat(trial.area()).isGreaterThan(0.95);
    }

    @Test
    void anotherContainerGivesAClassAway() {
        List<byte[]> marked = new ArrayList<>();
        for (byte[] file : files(Condition.PLAIN, 256)) {
            marked.add(withChunk(file));
        }

        MetadataTrial trial = MetadataTrial.of(files(Condition.PLAIN, 256), marked);

        assertThat(trial.containers()).isEqualTo(2);
        assertThat(trial.containerArea()).isEqualTo(1);
    }

    @Test
    void anotherJpegQualityGivesAClassAway() {
        List<byte[]> real = files(Condition.JPEG75, 256);
        List<byte[]> synthetic = pictures(256).stream()
                .map(picture -> PictureEncoder.jpeg(picture, 90))
                .toList();

        assertThat(MetadataTrial.of(real, synthetic).containerArea()).isEqualTo(1);
    }

    private List<byte[]> files(Condition condition, int levels) {
        return pictures(levels).stream().map(condition::encode).toList();
    }

    private List<Picture> pictures(int levels) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            byte[] pixels = new byte[12 * 12];
            for (int j = 0; j < pixels.length; j++) {
                pixels[j] = (byte) random.nextInt(levels);
            }
            pictures.add(new Picture(1, 12, 12, pixels));
        }
        return pictures;
    }

    /** An empty text chunk before the end chunk of 12 bytes. */
    private static byte[] withChunk(byte[] png) {
        byte[] chunk = {0, 0, 0, 0, 't', 'E', 'X', 't', 0, 0, 0, 0};
        byte[] longer = new byte[png.length + chunk.length];
        System.arraycopy(png, 0, longer, 0, png.length - 12);
        System.arraycopy(chunk, 0, longer, png.length - 12, chunk.length);
        System.arraycopy(png, png.length - 12, longer, png.length, 12);
        return longer;
    }
}
