package dev.gantry.contracts.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.Calibration;
import dev.gantry.contracts.models.DetectorCard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingEventTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @MethodSource("events")
    void anEventReadsBackAsItWasWritten(TrainingEvent event) {
        assertThat(Json.read(Json.bytes(event), TrainingEvent.class)).isEqualTo(event);
    }

    static Stream<TrainingEvent> events() {
        TrainingRequest request = TrainingRequest.CONTRACT.decode(
                "{\"model\": \"m\", \"data\": {\"uri\": \"file:a\"}}".getBytes(StandardCharsets.UTF_8));
        DetectorCard card = new DetectorCard(
                new Calibration.Isotonic(List.of(-1.0, 2.0), List.of(0.1, 0.9)),
                List.of(new DetectorCard.Threshold(0.01, 1.5)),
                List.of(-2.0, -1.0),
                Optional.of(Map.of("plain", List.of(-2.0, -1.0))),
                new DetectorCard.Ground(20, 64, 1.5, OptionalInt.of(60)),
                List.of(new DetectorCard.Evaluation("plain", Optional.of("clothes"), 100, 100, 0.99, 0.01, 0.8, 0.01)));
        return Stream.of(
                new TrainingEvent.Accepted(
                        "j",
                        "m",
                        AT,
                        2,
                        "t",
                        request,
                        Json.readTree("{\"batchSize\":16}".getBytes(StandardCharsets.UTF_8)),
                        "cpu",
                        OptionalLong.of(64)),
                new TrainingEvent.DataRead(
                        "j",
                        "m",
                        AT,
                        100,
                        "0".repeat(64),
                        1,
                        List.of(new TrainingEvent.SkippedFile("a.png", "broken"))),
                new TrainingEvent.Working("j", "m", AT, 64, "fitting-detector", 1, 3),
                new TrainingEvent.Measured("j", "m", AT, 64, "classifier", Map.of("frechet", 3.5), 1.5),
                new TrainingEvent.Warned("j", "m", AT, 64, "collapse", 0.1, 0.4, "samples are alike"),
                new TrainingEvent.Progress(
                        "j",
                        "m",
                        AT,
                        64,
                        640,
                        100,
                        5.5,
                        0.1,
                        Map.of("generator", 0.7),
                        Map.of(),
                        Optional.of("jobs/j/x.png")),
                new TrainingEvent.Progress("j", "m", AT, 64, 640, 100, 5.5, 0.1, Map.of(), Map.of(), Optional.empty()),
                new TrainingEvent.Published("j", "m", AT, 64, 1),
                new TrainingEvent.Retrying("j", "m", AT, 1, "store-unreachable", "the store is away"),
                new TrainingEvent.Completed("j", "m", AT, 640, "images", 2, 12.5, 51.2, Optional.of(card)),
                new TrainingEvent.Failed("j", "m", AT, "non-finite-loss", "generator loss is NaN"),
                new TrainingEvent.Cancelled("j", "m", AT, 64));
    }

    @Test
    void onlyTheEndOfAJobIsAnOutcome() {
        JobOutcome outcome = new JobOutcome(new TrainingEvent.Cancelled("j", "m", AT, 64));

        assertThat(Json.read(outcome.toJson(), JobOutcome.class)).isEqualTo(outcome);
        assertThatThrownBy(() -> new JobOutcome(new TrainingEvent.Published("j", "m", AT, 64, 1)))
                .hasMessageContaining("not terminal");
    }
}
