package dev.gantry.serving.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.serving.session.BatchBuckets.Chunk;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchBucketsTest {
    private static final BatchBuckets BUCKETS = BatchBuckets.of(List.of(16, 1, 4));

    @ParameterizedTest
    @CsvSource({
        "1, 1/1",
        "2, 1/1 1/1",
        "3, 3/4",
        "4, 4/4",
        "5, 4/4 1/1",
        "9, 9/16",
        "17, 16/16 1/1",
        "47, 16/16 16/16 15/16",
    })
    void requestIsCutIntoBucketsOfWhichLessThanHalfIsPadding(int rows, String plan) {
        assertThat(BUCKETS.plan(rows).stream()
                        .map(chunk -> chunk.rows() + "/" + chunk.bucket())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(plan);
    }

    @Test
    void chunksCoverEveryRowOnce() {
        for (int rows = 1; rows <= 100; rows++) {
            int next = 0;
            for (Chunk chunk : BUCKETS.plan(rows)) {
                assertThat(chunk.first()).isEqualTo(next);
                next += chunk.rows();
            }
            assertThat(next).isEqualTo(rows);
        }
    }

    @Test
    void smallestBucketTakesWhatIsSmallerStill() {
        assertThat(BatchBuckets.of(List.of(8)).plan(9)).containsExactly(new Chunk(0, 8, 8), new Chunk(8, 1, 8));
    }

    @Test
    void bucketsMustHoldSomething() {
        assertThatThrownBy(() -> BatchBuckets.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BatchBuckets.of(List.of(0, 4))).hasMessageContaining("each at least 1");
    }
}
