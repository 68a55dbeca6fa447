package dev.gantry.contracts.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.contracts.sampling.Interpolation.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterpolationTest {
    private static final int LENGTH = 256;

    @ParameterizedTest
    @EnumSource
    void everyPairGoesFromSeedToSeed(Kind kind) {
        Interpolation between = new Interpolation(List.of(3L, 8L, 5L), 4, kind);
        assertThat(between.count()).isEqualTo(8);
        float[] latents = between.draw(1, 0, 8, LENGTH);
        assertThat(row(latents, 0)).containsExactly(seed(3), within(1e-6f));
        assertThat(row(latents, 3)).containsExactly(seed(8), within(1e-6f));
        assertThat(row(latents, 4)).containsExactly(seed(8), within(1e-6f));
        assertThat(row(latents, 7)).containsExactly(seed(5), within(1e-6f));
    }

    @Test
    void straightLineIsShortestInTheMiddleAndTheArcKeepsTheLength() {
        double straight = norm(middle(Kind.LINEAR));
        double arc = norm(middle(Kind.SLERP));
        double ends = (norm(seed(3)) + norm(seed(8))) / 2;
        assertThat(straight).isLessThan(0.8 * ends);
        assertThat(arc).isCloseTo(ends, within(0.02 * ends));
        for (int i = 0; i < LENGTH; i++) {
            assertThat(middle(Kind.LINEAR)[i]).isCloseTo((seed(3)[i] + seed(8)[i]) / 2, within(1e-6f));
        }
    }

    @Test
    void arcTurnsByEqualAngles() {
        float[] latents = new Interpolation(List.of(3L, 8L), 5, Kind.SLERP).draw(1, 0, 5, LENGTH);
        double whole = angle(row(latents, 0), row(latents, 4));
        assertThat(whole).isGreaterThan(1);
        for (int i = 0; i < 4; i++) {
            assertThat(angle(row(latents, i), row(latents, i + 1))).isCloseTo(whole / 4, within(0.02));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameSeedTwiceStaysWhereItIs(Kind kind) {
        float[] latents = new Interpolation(List.of(3L, 3L), 3, kind).draw(1, 0, 3, LENGTH);
        assertThat(row(latents, 1)).containsExactly(seed(3), within(1e-6f));
    }

    private static float[] middle(Kind kind) {
        return new Interpolation(List.of(3L, 8L), 3, kind).draw(1, 1, 1, LENGTH);
    }

    private static float[] seed(long seed) {
        return LatentSampler.draw(seed, 1, 1, LENGTH);
    }

    private static float[] row(float[] latents, int row) {
        return Arrays.copyOfRange(latents, row * LENGTH, (row + 1) * LENGTH);
    }

    private static double norm(float[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double angle(float[] a, float[] b) {
        return Math.acos(dot(a, b) / (norm(a) * norm(b)));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
