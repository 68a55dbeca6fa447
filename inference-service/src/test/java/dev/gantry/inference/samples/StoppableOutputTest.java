package dev.gantry.inference.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StoppableOutputTest {
    @Test
    void drawingEndsWithTheNextPartOnceItShouldStop() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<String> log = new ArrayList<>();
        try (SampleRun run = TestRuns.begin(TestRuns.POINTS, "{'format': 'npy', 'count': 100}", log);
                StoppableOutput out = new StoppableOutput(new ByteArrayOutputStream(), () -> stop.get())) {
            stop.set(true);
            assertThatThrownBy(() -> new NpyWriter().write(run, out)).isInstanceOf(StoppedException.class);
        }
        assertThat(log).containsExactly("make 0+4", "end");
    }
}
