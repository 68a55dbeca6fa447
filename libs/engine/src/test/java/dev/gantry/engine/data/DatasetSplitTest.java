package dev.gantry.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetSplitTest {
    private static final int IMAGES = 100;

    @TempDir
    Path folder;

    private ImageDataset dataset;

    @BeforeEach
    void numberedImages() throws IOException {
        byte[] pixels = new byte[IMAGES * 16];
        for (int i = 0; i < IMAGES; i++) {
            Arrays.fill(pixels, i * 16, (i + 1) * 16, (byte) i);
        }
        Samples.write(folder, "images", Samples.idx(pixels, Samples.IMAGES_MAGIC, IMAGES, 4, 4));
        dataset = Samples.read(folder);
    }

    @Test
    void everyImageIsInExactlyOnePart() {
        DatasetSplit split = dataset.split(0.2, 42);

        assertThat(split.heldOut().size()).isEqualTo(20);
        List<Integer> all = new ArrayList<>(numbers(split.train()));
        all.addAll(numbers(split.heldOut()));
        assertThat(all).hasSize(IMAGES).doesNotHaveDuplicates();
    }

    @Test
    void theSeedDecides() {
        assertThat(numbers(dataset.split(0.2, 42).heldOut()))
                .isEqualTo(numbers(dataset.split(0.2, 42).heldOut()))
                .isNotEqualTo(numbers(dataset.split(0.2, 43).heldOut()));
    }

    @Test
    void slicesFollowTheOrderOfTheView() {
        ImageView heldOut = dataset.split(0.5, 1).heldOut();

        assertThat(numbers(heldOut.slice(10, 13))).isEqualTo(numbers(heldOut).subList(10, 13));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void fractionsOutsideTheRangeAreRefused(double fraction) {
        assertThatIllegalArgumentException().isThrownBy(() -> dataset.split(fraction, 1));
    }

    @Test
    void spreadPicturesReachFromBeginningToEnd() {
        assertThat(Pictures.spread(dataset, 4).stream().map(picture -> picture.value(0, 0, 0)))
                .containsExactly(0, 25, 50, 75);
        assertThat(Pictures.spread(dataset, 1000)).isEqualTo(Pictures.of(dataset));
    }

    @Test
    void indicesAreChecked() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Samples.pixels(dataset, IMAGES));
    }

    private static List<Integer> numbers(ImageView view) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < view.size(); i++) {
            numbers.add((int) Samples.pixels(view, i)[0]);
        }
        return numbers;
    }
}
