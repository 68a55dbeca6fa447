package dev.gantry.contracts.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatentSamplerTest {

    @Test
    void isFrozen() {
        assertThat(LatentSampler.draw(42, 7, 1, 4)).containsExactly(2.5901444f, 1.7192774f, -0.35984832f, -0.73656285f);
        assertThat(LatentSampler.draw(-1, 0, 1, 3)).containsExactly(-0.03965808f, 0.17261292f, -1.0648556f);
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "7, 63", "9007199254740991, 1"})
    void sampleDoesNotDependOnItsNeighbours(long seed, int length) {
        float[] together = LatentSampler.draw(seed, 0, 9, length);
        for (int i = 0; i < 9; i++) {
            assertThat(LatentSampler.draw(seed, i, 1, length))
                    .as("sample %d", i)
                    .containsExactly(Arrays.copyOfRange(together, i * length, (i + 1) * length));
        }
    }

    @Test
    void shorterLatentIsAPrefixOfALongerOne() {
        assertThat(LatentSampler.draw(3, 5, 1, 7)).containsExactly(Arrays.copyOf(LatentSampler.draw(3, 5, 1, 128), 7));
    }

    @Test
    void neighbouringSeedsAndSamplesShareNoValue() {
        Set<Float> firsts = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            float[] latents = LatentSampler.draw(seed, 0, 100, 1);
            for (float value : latents) {
                firsts.add(value);
            }
        }
        assertThat(firsts).hasSizeGreaterThan(9_990);
    }

    @Test
    void valuesAreStandardNormal() {
        int count = 400_000;
        float[] values = LatentSampler.draw(1, 0, count / 64, 64);
        OutputStatistics statistics = OutputStatistics.of(values);
        assertThat(statistics.mean()).isCloseTo(0, within(0.01));
        assertThat(statistics.deviation()).isCloseTo(1, within(0.01));
        assertThat(share(values, 1)).isCloseTo(0.8413, within(0.004));
        assertThat(share(values, -2)).isCloseTo(0.0228, within(0.002));
        assertThat(correlation(values, 1)).isCloseTo(0, within(0.01));
        assertThat(correlation(values, 64)).isCloseTo(0, within(0.01));
    }

    private static double share(float[] values, double below) {
        int hits = 0;
        for (float value : values) {
            hits += value < below ? 1 : 0;
        }
        return (double) hits / values.length;
    }

    private static double correlation(float[] values, int lag) {
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += (double) values[i] * values[i - lag];
        }
        return sum / (values.length - lag);
    }
}
