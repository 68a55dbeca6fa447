package dev.gantry.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureGridTest {

    @Test
    void cellsFillRowsAndTheRestIsBlack() {
        Picture grid = PictureGrid.tile(
                List.of(Pictures.flat(3, 2, 2, 10), Pictures.flat(3, 2, 2, 20), Pictures.flat(3, 2, 2, 30)), 2);

        assertThat(grid.height()).isEqualTo(4);
        assertThat(grid.width()).isEqualTo(4);
        assertThat(grid.value(2, 1, 1)).isEqualTo(10);
        assertThat(grid.value(2, 0, 2)).isEqualTo(20);
        assertThat(grid.value(1, 3, 0)).isEqualTo(30);
        assertThat(grid.value(0, 3, 3)).isZero();
    }

    @Test
    void gridIsAsCloseToSquareAsItGets() {
        Picture grid = PictureGrid.tile(Collections.nCopies(5, Pictures.flat(1, 2, 2, 10)));

        assertThat(grid.width()).isEqualTo(6);
        assertThat(grid.height()).isEqualTo(4);
    }

    @Test
    void shapesMustAgree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureGrid.tile(List.of(Pictures.flat(1, 2, 2, 0), Pictures.flat(1, 2, 3, 0)), 2))
                .withMessageContaining("picture 1 is Picture[1, 2, 3]");
    }
}
