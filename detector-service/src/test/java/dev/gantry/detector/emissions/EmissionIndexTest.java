package dev.gantry.detector.emissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Emission.Match;
import dev.gantry.contracts.sampling.Emission;
import dev.gantry.imaging.PerceptualHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmissionIndexTest {
    private static final String UNKNOWN = "f".repeat(64);

    @Test
    void theSamePixelsAreExact() {
        EmissionIndex index = new EmissionIndex(10);
        index.add(emission(1, 0));

        assertThat(index.find(digest(1), hex(-1), model -> true))
                .hasValue(new Verdict.Emission(Match.EXACT, "clothes", 3, Instant.ofEpochMilli(1), 0));
    }

    @Test
    void theSamePixelsWithAnotherLookAreExact() {
        EmissionIndex index = new EmissionIndex(10);
        index.add(emission(1, 0));
        index.add(emission(2, 0b11));

        assertThat(index.find(digest(1), hex(0b11), model -> true).orElseThrow().match())
                .isEqualTo(Match.EXACT);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "4, true", "5, false", "64, false"})
    void looksAreAlikeUpToFourBits(int bits, boolean alike) {
        EmissionIndex index = new EmissionIndex(10);
        long look = new Random(bits).nextLong();
        index.add(emission(1, look));

        assertThat(index.find(UNKNOWN, hex(flipped(look, bits, new Random(1))), model -> true)
                        .isPresent())
                .isEqualTo(alike);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theNearestIsFoundAmongMany(long seed) {
        Random random = new Random(seed);
        EmissionIndex index = new EmissionIndex(2000);
        List<Long> looks = new ArrayList<>();
        // All others are 0 everywhere, so that many share a band.
        long changing = random.nextLong();
        for (int i = 0; i < 3000; i++) {
            looks.add(random.nextLong() & changing);
            index.add(emission(i, looks.get(i)));
        }
        List<Long> remembered = looks.subList(1000, 3000);

        for (int i = 0; i < 3000; i++) {
            long asked = flipped(looks.get(random.nextInt(3000)), random.nextInt(7), random);
            int least = remembered.stream()
                    .mapToInt(look -> PerceptualHash.distance(look, asked))
                    .min()
                    .orElseThrow();
            assertThat(index.find(UNKNOWN, hex(asked), model -> true).map(Verdict.Emission::distance))
                    .isEqualTo(least <= 4 ? Optional.of(least) : Optional.empty());
        }
    }

    @Test
    void ofSeveralTheNewestIsFound() {
        EmissionIndex index = new EmissionIndex(10);
        LongStream.range(0, 3).forEach(time -> index.add(emission(7, time, 0)));
        index.add(emission(8, 9, 0b1111));

        assertThat(index.find(digest(7), hex(0), model -> true).orElseThrow().at())
                .isEqualTo(Instant.ofEpochMilli(2));
        assertThat(index.find(UNKNOWN, hex(0), model -> true).orElseThrow().at())
                .isEqualTo(Instant.ofEpochMilli(2));
        assertThat(index.find(UNKNOWN, hex(0b111), model -> true).orElseThrow().at())
                .isEqualTo(Instant.ofEpochMilli(9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1024, 1500, 2048})
    void beyondItsCapacityTheOldestAreForgotten(int capacity) {
        EmissionIndex index = new EmissionIndex(capacity);
        Random random = new Random(capacity);
        int all = 2 * capacity + 1;
        List<Long> looks = random.longs(all).boxed().toList();
        for (int i = 0; i < all; i++) {
            index.add(emission(i, looks.get(i)));
        }

        assertThat(index.size()).isEqualTo(capacity);
        for (int i = 0; i < all; i++) {
            boolean remembered = i >= all - capacity;
            assertThat(index.find(digest(i), hex(~looks.get(i)), model -> true).isPresent())
                    .as("pixels of %d", i)
                    .isEqualTo(remembered);
            assertThat(index.find(UNKNOWN, hex(looks.get(i)), model -> true).isPresent())
                    .as("look of %d", i)
                    .isEqualTo(remembered);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0000000000000000", "'', ''", "zz, 0000000000000000"})
    void whatIsNoDigestIsNotAdded(String pixels, String look) {
        EmissionIndex index = new EmissionIndex(10);

        assertThatThrownBy(() -> index.add(new Emission("clothes", 3, pixels.repeat(32), look, Instant.EPOCH)))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(index.size()).isZero();
    }

    private static Emission emission(int pixels, long look) {
        return emission(pixels, pixels, look);
    }

    private static Emission emission(int pixels, long time, long look) {
        return new Emission("clothes", 3, digest(pixels), hex(look), Instant.ofEpochMilli(time));
    }

    /** Like a digest; every thousand of them share the bits that a table may look at. */
    private static String digest(int of) {
        return hex(of % 1000) + hex(0).repeat(2) + hex(of);
    }

    private static long flipped(long look, int bits, Random random) {
        long flipped = look;
        while (PerceptualHash.distance(look, flipped) < bits) {
            flipped ^= 1L << random.nextInt(Long.SIZE) & ~(look ^ flipped);
        }
        return flipped;
    }

    private static String hex(long bits) {
        return HexFormat.of().toHexDigits(bits);
    }
}
