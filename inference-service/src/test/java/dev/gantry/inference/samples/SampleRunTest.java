package dev.gantry.inference.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.sampling.SamplePlan;
import dev.gantry.contracts.sampling.SampleRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleRunTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void partIsHandedOverBeforeTheNextOneIsMade() throws Exception {
        try (SampleRun run = TestRuns.begin(TestRuns.POINTS, "{'format': 'csv', 'count': 10}", log)) {
            assertThat(log).containsExactly("make 0+4");
            run.handTo((first, values) -> log.add("take " + first + "+" + values.length / 2));
        }
        assertThat(log).containsExactly("make 0+4", "take 0+4", "make 4+4", "take 4+4", "make 8+2", "take 8+2", "end");
    }

    @Test
    void nothingMoreIsMadeForATakerThatIsGone() {
        try (SampleRun run = TestRuns.begin(TestRuns.POINTS, "{'format': 'csv', 'count': 10}", log)) {
            assertThatThrownBy(() -> run.handTo((first, values) -> {
                        throw new IOException("gone");
                    }))
                    .hasMessage("gone");
        }
        assertThat(log).containsExactly("make 0+4", "end");
    }

    @Test
    void versionIsGivenBackWhenTheFirstPartFails() {
        SamplePlan plan =
                SamplePlan.of(SampleRequest.CONTRACT.decode("{}".getBytes(StandardCharsets.UTF_8)), TestRuns.POINTS, 7);
        assertThatThrownBy(() -> SampleRun.begin(
                        new SampleSource("m", 3, "ab", TestRuns.POINTS),
                        plan,
                        4,
                        (first, count) -> {
                            throw new IllegalStateException("full");
                        },
                        () -> log.add("end")))
                .hasMessage("full");
        assertThat(log).containsExactly("end");
    }
}
