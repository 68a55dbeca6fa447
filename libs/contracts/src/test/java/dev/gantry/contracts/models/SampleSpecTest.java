package dev.gantry.contracts.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gantry.contracts.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleSpecTest {
    private static final SampleSpec.Images PICTURES = new SampleSpec.Images(3, 2, 4, SampleSpec.Images.Fit.STRETCH);
    private static final SampleSpec.Points POINTS = new SampleSpec.Points(2, List.of(10.0, 0.0), List.of(2.0, 0.5));

    static Stream<SampleSpec> kinds() {
        return Stream.of(PICTURES, POINTS);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void survivesJson(SampleSpec sample) {
        assertThat(Json.convert(Json.readTree(Json.bytes(sample)), SampleSpec.class))
                .isEqualTo(sample);
    }

    @Test
    void jsonIsReadable() {
        assertThat(Json.tree(PICTURES))
                .hasToString("{\"kind\":\"images\",\"channels\":3,\"height\":2,\"width\":4,\"fit\":\"stretch\"}");
        assertThat(Json.tree(POINTS))
                .hasToString("{\"kind\":\"points\",\"dimensions\":2,\"offset\":[10.0,0.0],\"scale\":[2.0,0.5]}");
    }

    @Test
    void shapesBeginWithTheBatch() {
        assertThat(PICTURES.batchShape()).containsExactly(-1L, 3L, 2L, 4L);
        assertThat(POINTS.shape(5)).containsExactly(5L, 2L);
        assertThat(PICTURES.length()).isEqualTo(24);
    }

    @Test
    void pointsGetTheDatasUnits() {
        assertThat(POINTS.toData(new float[] {1, 1, -1, 0})).containsExactly(12, 0.5f, 8, 0);
    }

    @Test
    void scaleHasANumberForEachDimension() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SampleSpec.Points(2, List.of(1.0), List.of(1.0, 2.0)))
                .withMessage("points of 2 numbers need as many offsets and scales, not 1 and 2");
    }
}
