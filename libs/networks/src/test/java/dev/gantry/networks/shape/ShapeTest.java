package dev.gantry.networks.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void batchIsPrintedAsNAndNotCountedAmongElements() {
        Shape shape = Shape.batched(3, 4, 5);
        assertThat(shape).hasToString("[N, 3, 4, 5]");
        assertThat(shape.elements()).isEqualTo(60);
        assertThat(Shape.SCALAR.elements()).isEqualTo(1);
    }

    @Test
    void onlyTheFirstDimensionMayBeTheBatch() {
        assertThatThrownBy(() -> Shape.of(3, Shape.BATCH))
                .hasMessage("dimension 1 is -1, must be at least 1 (or the batch, in front)");
        assertThatThrownBy(() -> Shape.of(0)).hasMessageStartingWith("dimension 0 is 0");
    }

    @Test
    void broadcastingAlignsTheLastDimensions() {
        assertThat(Shape.batched(3, 4).broadcast(Shape.of(4))).isEqualTo(Shape.batched(3, 4));
        assertThat(Shape.of(3, 1).broadcast(Shape.batched(1, 4))).isEqualTo(Shape.batched(3, 4));
        assertThatThrownBy(() -> Shape.batched(3, 4).broadcast(Shape.of(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("[N, 3, 4] and [3] cannot be broadcast together");
    }

    @Test
    void theBatchIsNotTakenForAKnownExtent() {
        assertThatThrownBy(() -> Shape.batched(4).broadcast(Shape.of(8, 4))).isInstanceOf(ShapeException.class);
    }
}
