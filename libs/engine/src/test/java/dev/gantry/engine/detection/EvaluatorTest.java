package dev.gantry.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.detection.DetectorCalibration.Evaluation;
import dev.gantry.engine.detection.DetectorCalibration.Threshold;
import dev.gantry.engine.detection.DetectorSplit.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final List<Threshold> THRESHOLDS = List.of(new Threshold(0.25, 2.5));

    @Test
    void aGeneratorThatIsNotFoundShowsBesideOneThatIs() {
        Evaluator evaluator = new Evaluator(4, Map.of("found", new Range(0, 2), "missed", new Range(2, 4)), THRESHOLDS);

        List<Evaluation> evaluations = evaluator.evaluate("plain", new double[] {0, 1, 2, 3, 8, 9, 0.5, 1.5});

        assertThat(evaluations)
                .containsExactlyInAnyOrder(
                        new Evaluation("plain", Optional.empty(), 4, 4, 11.0 / 16, 0.25, 0.5, 0.25),
                        new Evaluation("plain", Optional.of("found"), 4, 2, 1, 0.25, 1, 0.25),
                        new Evaluation("plain", Optional.of("missed"), 4, 2, 3.0 / 8, 0.25, 0, 0.25));
        assertThat(evaluations.get(0).generator()).isEmpty();
    }
}
