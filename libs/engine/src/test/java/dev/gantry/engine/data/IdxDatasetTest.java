package dev.gantry.engine.data;

import static dev.gantry.engine.data.Samples.GREY_4;
import static dev.gantry.engine.data.Samples.IMAGES_MAGIC;
import static dev.gantry.engine.data.Samples.LABELS_MAGIC;
import static dev.gantry.engine.data.Samples.gzip;
import static dev.gantry.engine.data.Samples.idx;
import static dev.gantry.engine.data.Samples.noise;
import static dev.gantry.engine.data.Samples.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gantry.imaging.Conversion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxDatasetTest {
    private static final byte[] PIXELS = noise(3 * 16, 1);
    private static final byte[] LABELS = {2, 0, 1};

    @TempDir
    Path folder;

    private byte[] images;
    private byte[] labels;

    @BeforeEach
    void encode() throws IOException {
        images = idx(PIXELS, IMAGES_MAGIC, 3, 4, 4);
        labels = idx(LABELS, LABELS_MAGIC, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void imagesAndLabelsAreReadPlainOrPacked(boolean packed) throws IOException {
        write(folder, "a-images", packed ? gzip(images) : images);
        write(folder, "b-labels", packed ? gzip(labels) : labels);
        write(folder, "LICENSE", "Apache".getBytes(UTF_8));

        ImageDataset dataset = Samples.read(folder);

        assertThat(dataset.size()).isEqualTo(3);
        assertThat(dataset.classes()).isEqualTo(3);
        assertThat(dataset.label(0)).isEqualTo(2);
        assertThat(Samples.pixels(dataset, 2, 0))
                .startsWith(Arrays.copyOfRange(PIXELS, 32, 48))
                .endsWith(Arrays.copyOfRange(PIXELS, 0, 16));
    }

    @Test
    void theDigestIsOfTheContentNotOfThePacking(@TempDir Path other) throws IOException {
        write(folder, "images", images);
        write(other, "elsewhere/i.gz", gzip(images));

        String digest = Samples.read(folder).sha256();

        assertThat(Samples.read(other).sha256()).isEqualTo(digest);
        write(folder, "labels", labels);
        assertThat(Samples.read(folder).sha256()).isNotEqualTo(digest);
    }

    @Test
    void theShippedPicturesAreRead() throws IOException {
        Path shipped = Path.of("..", "..", "datasets", "fashion-mnist");

        ImageDataset dataset =
                new DatasetReader(new Conversion(1, 28, 28), DataLimits.DEFAULT, 0).read(new LocalFiles(shipped));

        assertThat(dataset.size()).isEqualTo(10_000);
        assertThat(dataset.classes()).isEqualTo(10);
    }

    @Test
    void truncatedGzipIsNamed() throws IOException {
        byte[] packed = gzip(images);
        write(folder, "images.gz", Arrays.copyOf(packed, packed.length - 12));

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .satisfies(e -> assertThat(e.file()).isEqualTo("images.gz"));
    }

    @Test
    void truncatedDataIsNamed() throws IOException {
        write(folder, "images", Arrays.copyOf(images, images.length - 1));

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .withMessage("images: data is cut off after 32 bytes of data: as many as the header says");
    }

    @Test
    void surplusDataIsNamed() throws IOException {
        write(folder, "images", Arrays.copyOf(images, images.length + 1));

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .withMessage("images: length is more than 48 bytes of data: as many as the header says");
    }

    @Test
    void anotherElementTypeIsNamed() throws IOException {
        write(folder, "floats", idx(new byte[64], 0x00000d03, 1, 4, 4));

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .withMessage("floats: magic is 0x00000d03: 0x00000803 (images) or 0x00000801 (labels)");
    }

    @Test
    void asManyLabelsAsImagesAreWanted() throws IOException {
        write(folder, "images", images);
        write(folder, "labels", idx(new byte[] {1, 2}, LABELS_MAGIC, 2));

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .withMessage("labels: label count is 2: one per image, 3");
    }

    @Test
    void twoSetsInOneFolderAreAmbiguous() throws IOException {
        write(folder, "t10k-images", images);
        write(folder, "train-images", images);

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .withMessageContaining("a second file of images beside t10k-images");
    }

    @Test
    void roomIsCheckedBeforeAnythingIsRead() throws IOException {
        write(folder, "images", idx(new byte[0], IMAGES_MAGIC, Integer.MAX_VALUE, 28, 28));

        assertThatExceptionOfType(DataLimitException.class)
                .isThrownBy(() -> Samples.read(folder, DataLimits.DEFAULT.with(new DataCache(600, folder, 400)), 0))
                .withMessage("images: decoded bytes is 34359738352: at most 1000, 600 in memory and 400 on disk");
    }

    @Test
    void inflationIsBounded() throws IOException {
        write(folder, "bomb.gz", gzip(idx(new byte[4096 * 1024], IMAGES_MAGIC, 1, 4096, 1024)));
        DataLimits limits = new DataLimits(DataCache.DEFAULT, 10, 1 << 20, 10_000, 1000, DataLimits.DEFAULT.picture());

        assertThatExceptionOfType(DataLimitException.class)
                .isThrownBy(() -> Samples.read(folder, limits, 0))
                .withMessageContaining("inflated bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 5000})
    void impossibleSidesAreRefused(int height) throws IOException {
        write(folder, "images", idx(new byte[0], IMAGES_MAGIC, 1, height, 4));

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .satisfies(e -> assertThat(e.field()).isEqualTo("height"))
                .satisfies(e -> assertThat(e.accepted()).isEqualTo("from 1 to 4096"));
    }

    @Test
    void otherSizesAreConverted() throws IOException {
        write(folder, "images", idx(noise(64, 3), IMAGES_MAGIC, 1, 8, 8));

        assertThat(Samples.read(folder).imageBytes()).isEqualTo(GREY_4.bytes());
    }

    @Test
    void whatIsNoDatasetIsSaidToBeNone() throws IOException {
        write(folder, "notes.txt", "hello".getBytes(UTF_8));

        assertThatExceptionOfType(UnrecognizedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .withMessageContaining("IDX (gzip or plain), PNG or JPEG files, or one zip of them");
        assertThatExceptionOfType(UnrecognizedDataException.class)
                .isThrownBy(() -> Samples.read(folder.resolve("absent")));
    }
}
