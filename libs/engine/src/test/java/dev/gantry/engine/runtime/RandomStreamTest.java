package dev.gantry.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    @Test
    void continuesFromItsPosition() {
        RandomStream whole = RandomStream.of(7, "latent");
        gaussians(whole, 10);
        long position = whole.position();
        float[] rest = gaussians(whole, 10);

        RandomStream resumed = RandomStream.of(7, "latent");
        resumed.seek(position);

        assertThat(gaussians(resumed, 10)).containsExactly(rest);
    }

    @Test
    void seedsAndPurposesNameDifferentStreams() {
        float[] one = gaussians(RandomStream.of(7, "latent"), 4);

        assertThat(gaussians(RandomStream.of(7, "latent"), 4)).containsExactly(one);
        assertThat(gaussians(RandomStream.of(8, "latent"), 4)).isNotEqualTo(one);
        assertThat(gaussians(RandomStream.of(7, "order"), 4)).isNotEqualTo(one);
    }

    @Test
    void gaussiansHaveTheMomentsOfANormalDistribution() {
        float[] values = gaussians(RandomStream.of(1, "moments"), 100_001);

        assertThat(mean(values, 1)).isCloseTo(0, within(0.02));
        assertThat(mean(values, 2)).isCloseTo(1, within(0.02));
        assertThat(mean(values, 3)).isCloseTo(0, within(0.05));
        assertThat(mean(values, 4)).isCloseTo(3, within(0.1));
    }

    @Test
    void boundedIntegersAreUniform() {
        RandomStream random = RandomStream.of(3, "integers");
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            counts[random.nextInt(10)]++;
        }

        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
    }

    @Test
    void permutationHoldsEveryIndexOnceInAnotherOrder() {
        int[] order = RandomStream.of(5, "order").permutation(1_000);

        assertThat(order).isNotEqualTo(IntStream.range(0, 1_000).toArray());
        assertThat(Arrays.stream(order).sorted())
                .containsExactly(IntStream.range(0, 1_000).boxed().toArray(Integer[]::new));
    }

    private static float[] gaussians(RandomStream stream, int count) {
        float[] values = new float[count];
        stream.fillGaussian(FloatBuffer.wrap(values));
        return values;
    }

    private static double mean(float[] values, int power) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.pow(values[i], power))
                .average()
                .orElseThrow();
    }
}
