package dev.gantry.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.state.RunState;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CheckpointHistoryTest {
    @Test
    void keepsEverythingOfAShortRunBeforeTheLast() {
        assertThat(historyOf(3).before(3)).containsExactly(1L, 2L);
    }

    @Test
    void keepsAFewOfALongRunSpreadEvenly() {
        List<Long> steps = historyOf(1000).before(1000);
        assertThat(steps).hasSizeBetween(4, 8).isSorted().startsWith(1L);
        long stride = steps.get(1) - steps.get(0);
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i) - steps.get(i - 1)).isEqualTo(stride);
        }
    }

    @Test
    void goesOnAsIfItHadNeverStopped() {
        for (int stop : new int[] {0, 1, 8, 9, 40}) {
            CheckpointHistory resumed = new CheckpointHistory();
            resumed.add(77);
            RunState.capture(historyOf(stop)).restore(resumed);
            LongStream.rangeClosed(stop + 1, 50).forEach(resumed::add);
            assertThat(resumed.before(100)).isEqualTo(historyOf(50).before(100));
        }
    }

    private static CheckpointHistory historyOf(int checkpoints) {
        CheckpointHistory history = new CheckpointHistory();
        LongStream.rangeClosed(1, checkpoints).forEach(history::add);
        return history;
    }
}
