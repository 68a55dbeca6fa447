package dev.gantry.serving.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchBucketsTest {
    private static final BatchBuckets BUCKETS = BatchBuckets.of(List.of(16, 1, 4));

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 4", "4, 4", "5, 4", "8, 4", "9, 16", "16, 16", "17, 16", "1000, 16"})
    void lessThanHalfOfARunIsPadding(int rows, int bucket) {
        assertThat(BUCKETS.best(rows)).isEqualTo(bucket);
    }

    @Test
    void smallestBucketTakesWhatIsSmallerStill() {
        assertThat(BatchBuckets.of(List.of(8)).best(1)).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"1;4;16;64, 16", "1;8;32, 8", "32;64, 32"})
    void fixedSizeIsAsLargeAsItMayBe(String sizes, int fixed) {
        List<Integer> buckets =
                List.of(sizes.split(";")).stream().map(Integer::valueOf).toList();
        assertThat(BatchBuckets.of(buckets).fixed()).isEqualTo(fixed);
    }

    @Test
    void bucketsMustHoldSomething() {
        assertThatThrownBy(() -> BatchBuckets.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BatchBuckets.of(List.of(0, 4))).hasMessageContaining("each at least 1");
    }
}
