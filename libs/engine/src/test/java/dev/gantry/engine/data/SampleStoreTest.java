package dev.gantry.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleStoreTest {
    /** Two of them fill a segment. */
    private static final int SAMPLE_BYTES = 400_000;

    private static final int SAMPLES = 9;

    @TempDir
    Path folder;

    @Test
    void samplesBeyondTheMemoryComeBackFromTheFile() throws IOException {
        try (SampleStore store = filled(new DataCache(5 * SAMPLE_BYTES, folder, 10 * SAMPLE_BYTES))) {
            for (int index : new int[] {8, 0, 4, 3, 5, 7, 1, 6, 2}) {
                ByteBuffer sample = ByteBuffer.allocate(SAMPLE_BYTES);
                store.read(index, sample);
                assertThat(sample.array()).isEqualTo(sample(index));
            }
        }
    }

    @Test
    void fileHasNoNameSoThatNothingStaysBehind() throws IOException {
        SampleStore store = filled(new DataCache(0, folder, 10 * SAMPLE_BYTES));

        assertThat(folder).isEmptyDirectory();
        store.close();
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> store.read(0, ByteBuffer.allocate(SAMPLE_BYTES)));
    }

    @Test
    void digestDoesNotTellWhereSamplesAreKept() throws IOException {
        try (SampleStore inMemory = filled(DataCache.DEFAULT);
                SampleStore onDisk = filled(new DataCache(0, folder, 10 * SAMPLE_BYTES))) {
            assertThat(new ContentDigest().add(onDisk).hex())
                    .isEqualTo(new ContentDigest().add(inMemory).hex());
        }
    }

    @Test
    void bothBoundsAreNamedWhenTheyAreReached() {
        assertThatExceptionOfType(DataLimitException.class)
                .isThrownBy(() -> filled(new DataCache(2 * SAMPLE_BYTES, folder, 3 * SAMPLE_BYTES)))
                .withMessage(
                        "pictures: decoded bytes is 2400000: at most 2000000, 800000 in memory and 1200000 on disk");
    }

    private static SampleStore filled(DataCache cache) throws IOException {
        SampleStore store = new SampleStore("pictures", SAMPLE_BYTES, cache);
        return store.filledBy(() -> {
            for (int i = 0; i < SAMPLES; i++) {
                store.add(sample(i));
            }
            return store;
        });
    }

    private static byte[] sample(int index) {
        byte[] sample = new byte[SAMPLE_BYTES];
        new Random(index).nextBytes(sample);
        return sample;
    }
}
