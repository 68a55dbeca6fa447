package dev.gantry.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
    private static final TrainingRequest REQUEST = TrainingRequest.CONTRACT.decode(
            "{\"model\":\"m\",\"data\":{\"uri\":\"file:x\"}}".getBytes(StandardCharsets.UTF_8));

    @Test
    void tellsWhereAnAttemptGoesOn() {
        assertThat(TrainingProgress.describe(accepted(1, OptionalLong.empty())))
                .isEqualTo("Job j: attempt 1 on t (cpu)");
        assertThat(TrainingProgress.describe(accepted(2, OptionalLong.of(12_800))))
                .isEqualTo("Job j: attempt 2 on t (cpu), goes on after 12,800 images");
    }

    @Test
    void aDetectorThatTrainsOnNoImagesCountsNone() {
        assertThat(TrainingProgress.describe(new TrainingEvent.Published("j", "m", Instant.EPOCH, 0, 4)))
                .isEqualTo("  version 4 of m published");
        assertThat(TrainingProgress.describe(
                        new TrainingEvent.Completed("j", "m", Instant.EPOCH, 0, "fitted", 4, 65, 0, Optional.empty())))
                .startsWith("Completed (fitted) in ")
                .endsWith(": version 4 of m");
    }

    private static TrainingEvent accepted(int attempt, OptionalLong from) {
        return new TrainingEvent.Accepted(
                "j", "m", Instant.EPOCH, attempt, "t", REQUEST, Json.tree(Map.of()), "cpu", from);
    }
}
