package dev.gantry.engine.data;

import static dev.gantry.engine.data.Samples.GREY_4;
import static dev.gantry.engine.data.Samples.flatPng;
import static dev.gantry.engine.data.Samples.write;
import static dev.gantry.engine.data.Samples.zip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.imaging.PictureLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDatasetTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void picturesAreReadInOrderOfTheirNames(boolean zipped) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("b/2.PNG", flatPng(20));
        files.put("a/1.jpg", flatPng(10));
        files.put("README.txt", "about".getBytes(UTF_8));
        files.put(".hidden.png", new byte[3]);
        files.put("dataset.json", "{\"labels\": [[\"b\\\\2.PNG\", 7], [\"a/1.jpg\", 3]]}".getBytes(UTF_8));
        store(files, zipped);

        ImageDataset dataset = Samples.read(folder);

        assertThat(dataset.size()).isEqualTo(2);
        assertThat(Samples.pixels(dataset, 0)).containsOnly(10);
        assertThat(Samples.pixels(dataset, 1)).containsOnly(20);
        assertThat(dataset.label(0)).isEqualTo(3);
        assertThat(dataset.classes()).isEqualTo(8);
    }

    @Test
    void orderAndDigestDoNotDependOnWhichThreadIsFirst() throws IOException {
        for (int i = 0; i < 200; i++) {
            write(folder, "%03d.png".formatted(i), flatPng(i));
        }
        List<Long> heard = new ArrayList<>();

        ImageDataset dataset = new DatasetReader(GREY_4, DataLimits.DEFAULT, 0)
                .read(new LocalFiles(folder), (done, total) -> {
                    assertThat(total).isEqualTo(200);
                    heard.add(done);
                });

        assertThat(heard).isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
        for (int i = 0; i < 200; i++) {
            assertThat(Samples.pixels(dataset, i)).containsOnly(i);
        }
        assertThat(Samples.read(folder).sha256()).isEqualTo(dataset.sha256());
    }

    @Test
    void readingEndsWhenTheListenerWantsItTo() throws IOException {
        write(folder, "1.png", flatPng(1));
        write(folder, "2.png", flatPng(2));
        CancellationException stop = new CancellationException();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new DatasetReader(GREY_4, DataLimits.DEFAULT, 0)
                        .read(new LocalFiles(folder), (done, total) -> {
                            throw stop;
                        }))
                .isSameAs(stop);
    }

    @Test
    void stretchedPicturesKeepTheirEdges() throws IOException {
        byte[] wide = {1, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 1, 1};
        write(folder, "wide.png", PictureEncoder.png(new Picture(1, 1, 16, wide)));
        Conversion stretch = new Conversion(1, 1, 8, Conversion.Fit.STRETCH);

        ImageDataset stretched = new DatasetReader(stretch, DataLimits.DEFAULT, 0).read(new LocalFiles(folder));
        ImageDataset cropped =
                new DatasetReader(new Conversion(1, 1, 8), DataLimits.DEFAULT, 0).read(new LocalFiles(folder));

        assertThat(Samples.pixels(stretched, 0)).containsExactly(1, 9, 9, 9, 9, 9, 9, 1);
        assertThat(Samples.pixels(cropped, 0)).containsOnly(9);
    }

    @Test
    void originalSizesAreRemembered() throws IOException {
        write(folder, "1.png", flatPng(1));
        write(folder, "2.png", PictureEncoder.png(new Picture(1, 10, 5, new byte[50])));
        write(folder, "3.png", PictureEncoder.png(new Picture(1, 3, 4, new byte[12])));

        assertThat(Samples.read(folder).originals()).isEqualTo(new OriginalSizes(3, 10, 2));
    }

    @Test
    void badFilesAreSkippedAndNamedUpToTheLimit() throws IOException {
        for (int i = 0; i < 5; i++) {
            write(folder, i + ".png", flatPng(i));
        }
        write(folder, "bad1.png", "no picture".getBytes(UTF_8));
        write(folder, "bad2.png", Arrays.copyOf(flatPng(1), 44));

        ImageDataset dataset = Samples.read(folder, DataLimits.DEFAULT, 2);

        assertThat(dataset.size()).isEqualTo(5);
        assertThat(dataset.skipped()).extracting(SkippedFile::name).containsExactly("bad1.png", "bad2.png");
        assertThatExceptionOfType(TooManyBadFilesException.class)
                .isThrownBy(() -> Samples.read(folder, DataLimits.DEFAULT, 1))
                .satisfies(e -> assertThat(e.files()).hasSize(2))
                .withMessageContaining("bad1.png (signature is 0x6e6f207069637475: PNG or JPEG)")
                .withMessageContaining("bad2.png (data is ");
    }

    @Test
    void aDatasetOfOnlyBadFilesIsNone() throws IOException {
        write(folder, "good-looking.png", Arrays.copyOf(flatPng(1), 44));

        assertThatExceptionOfType(TooManyBadFilesException.class)
                .isThrownBy(() -> Samples.read(folder, DataLimits.DEFAULT, 100));
    }

    @Test
    void largePicturesAreBadFiles() throws IOException {
        write(folder, "small.png", flatPng(1));
        write(folder, "wide.png", PictureEncoder.png(new Picture(1, 1, 200, new byte[200])));
        DataLimits limits = new DataLimits(DataCache.DEFAULT, 10, 1000, 1000, 1000, new PictureLimits(1000, 100));

        ImageDataset dataset = Samples.read(folder, limits, 1);

        assertThat(dataset.skipped())
                .containsExactly(new SkippedFile("wide.png", "pixels is 200x1: width times height at most 100"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"labels\": [[\"1.png\", 1]]}             | labels | without 2.png",
                "{\"labels\": [[\"1.png\", 1], [\"2.png\", 1], [\"3.png\", 1]]} | labels | with 3.png",
                "{\"labels\": [[\"1.png\", 1], [\"1.png\", 2]]} | labels | 1.png twice",
                "{\"labels\": [[\"1.png\", -1]]}            | 1.png  | -1",
                "{\"labels\": [[\"1.png\", \"cat\"]]}       | line 1 | VALUE_STRING",
                "{\"labels\": {\"1.png\": 1}}               | line 1 | START_OBJECT",
                "[]                                         | line 1 | START_ARRAY"
            })
    void malformedLabelsAreNamed(String json, String field, String value) throws IOException {
        write(folder, "1.png", flatPng(1));
        write(folder, "2.png", flatPng(2));
        write(folder, "dataset.json", json.getBytes(UTF_8));

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .satisfies(e -> assertThat(e.file()).isEqualTo("dataset.json"))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                .satisfies(e -> assertThat(e.value()).isEqualTo(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"labels\": null}", "{\"other\": [1]}"})
    void aFileWithoutLabelsMeansNone(String json) throws IOException {
        write(folder, "1.png", flatPng(1));
        write(folder, "dataset.json", json.getBytes(UTF_8));

        assertThat(Samples.read(folder).classes()).isZero();
    }

    @Test
    void labelsThatAreNoJsonAreNamed() throws IOException {
        write(folder, "1.png", flatPng(1));
        write(folder, "dataset.json", "{\"labels\": [[".getBytes(UTF_8));

        assertThatExceptionOfType(MalformedDataException.class).isThrownBy(() -> Samples.read(folder));
        write(folder, "dataset.json", "{\"labels\": nonsense".getBytes(UTF_8));
        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .satisfies(e -> assertThat(e.accepted()).isEqualTo("a JSON object"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up.png", "/etc/a.png", "a/../../b.png", "a\\b.png", "a//b.png"})
    void zipNamesMayNotLeaveTheArchive(String name) throws IOException {
        store(Map.of(name, flatPng(1)), true);

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .satisfies(e -> assertThat(e.file()).isEqualTo("data.zip"))
                .satisfies(e -> assertThat(e.value()).isEqualTo(name));
    }

    @Test
    void zipsAreBounded() throws IOException {
        Map<String, byte[]> files = Map.of("1.png", flatPng(1), "2.png", flatPng(2), "3.png", flatPng(3));
        store(files, true);
        PictureLimits picture = DataLimits.DEFAULT.picture();
        DataCache cache = DataCache.DEFAULT;

        assertThatExceptionOfType(DataLimitException.class)
                .isThrownBy(() -> Samples.read(folder, new DataLimits(cache, 2, 9999, 9999, 99, picture), 0))
                .withMessage("data.zip: entries is 3: at most 2");
        assertThatExceptionOfType(DataLimitException.class)
                .isThrownBy(() -> Samples.read(folder, new DataLimits(cache, 9, 20, 9999, 99, picture), 0))
                .withMessageContaining("archive bytes");
        assertThatExceptionOfType(DataLimitException.class)
                .isThrownBy(() -> Samples.read(folder, new DataLimits(cache, 9, 9999, 100, 99, picture), 0))
                .withMessageContaining("inflated bytes");
        assertThatExceptionOfType(DataLimitException.class)
                .isThrownBy(() -> Samples.read(
                        folder, new DataLimits(new DataCache(40, folder, 7), 9, 9999, 9999, 99, picture), 0))
                .withMessageContaining("decoded bytes is 48: at most 47, 40 in memory and 7 on disk");
    }

    @Test
    void damagedZipsAreNamed() throws IOException {
        byte[] whole = zip(Map.of("1.png", flatPng(1)));
        write(folder, "data.zip", Arrays.copyOf(whole, whole.length - 30));

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .satisfies(e -> assertThat(e.file()).isEqualTo("data.zip"));
    }

    @Test
    void aZipInAZipIsNotOpened() throws IOException {
        store(Map.of("inner.zip", zip(Map.of("1.png", flatPng(1)))), true);

        assertThatExceptionOfType(UnrecognizedDataException.class)
                .isThrownBy(() -> Samples.read(folder))
                .withMessageContaining("a zip in a zip");
    }

    private void store(Map<String, byte[]> files, boolean zipped) throws IOException {
        if (zipped) {
            write(folder, "data.zip", zip(files));
            return;
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            write(folder, file.getKey(), file.getValue());
        }
    }
}
