package dev.gantry.networks.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.networks.shape.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplingTest {

    private static final Initializer.Resampling FROM_LEFT = new Initializer.Resampling(false);
    private static final Initializer.Resampling FROM_RIGHT = new Initializer.Resampling(true);

    @Test
    void doublingCopiesAndAveragesNeighbours() {
        assertThat(FROM_LEFT.values(Shape.of(6, 3)))
                .containsExactly(
                        1, 0, 0, //
                        .5f, .5f, 0, //
                        0, 1, 0, //
                        0, .5f, .5f, //
                        0, 0, 1, //
                        0, 0, 1);
    }

    @Test
    void halvingWeighsNeighboursByOneTwoOne() {
        assertThat(FROM_LEFT.values(Shape.of(2, 4)))
                .containsExactly(
                        .75f, .25f, 0, 0, //
                        0, .25f, .5f, .25f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 14, 64})
    void aConstantStaysWhatItIs(int places) {
        for (Shape shape : new Shape[] {Shape.of(2 * places, places), Shape.of(places, 2 * places)}) {
            float[] values = FROM_LEFT.values(shape);
            for (int row = 0; row < shape.dim(0); row++) {
                float sum = 0;
                for (int column = 0; column < shape.dim(1); column++) {
                    sum += values[row * shape.dim(1) + column];
                }
                assertThat(sum).isEqualTo(1);
            }
        }
    }

    @Test
    void transposedIsTheSameFilterForColumns() {
        float[] left = FROM_LEFT.values(Shape.of(6, 3));
        float[] right = FROM_RIGHT.values(Shape.of(3, 6));
        for (int to = 0; to < 6; to++) {
            for (int from = 0; from < 3; from++) {
                assertThat(right[from * 6 + to]).isEqualTo(left[to * 3 + from]);
            }
        }
    }
}
