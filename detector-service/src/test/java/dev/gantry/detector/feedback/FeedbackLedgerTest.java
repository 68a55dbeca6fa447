package dev.gantry.detector.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.detection.Feedback;
import dev.gantry.contracts.detection.Feedback.Heeded;
import dev.gantry.contracts.detection.Feedback.Label;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.detector.feedback.FeedbackReport.Realised;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedbackLedgerTest {
    private final FeedbackLedger ledger = new FeedbackLedger(100);

    @Test
    void errorsAreCountedByRateAndModelAndForAllTogether() {
        ledger.add(feedback("a", Label.REAL, 0.01, Conclusion.LIKELY_SYNTHETIC, Conclusion.NO_EVIDENCE));
        ledger.add(feedback("b", Label.REAL, 0.01, Conclusion.NO_EVIDENCE, Conclusion.NO_EVIDENCE));
        ledger.add(feedback("c", Label.SYNTHETIC, 0.01, Conclusion.NO_EVIDENCE, Conclusion.LIKELY_SYNTHETIC));
        ledger.add(feedback("d", Label.SYNTHETIC, 0.05, Conclusion.NO_EVIDENCE, Conclusion.NO_EVIDENCE));

        List<Realised> rates = ledger.report().rates();

        assertThat(rates)
                .extracting(realised ->
                        realised.falsePositiveRate() + realised.model().orElse(""))
                .containsExactly("0.01", "0.01one", "0.01two", "0.05", "0.05one", "0.05two");
        assertThat(rates.get(0).falsePositives()).isEqualTo(ErrorRate.of(1, 2));
        assertThat(rates.get(0).falseNegatives()).isEqualTo(ErrorRate.of(0, 1));
        assertThat(rates.get(1).falsePositives()).isEqualTo(ErrorRate.of(1, 2));
        assertThat(rates.get(1).falseNegatives()).isEqualTo(ErrorRate.of(1, 1));
        assertThat(rates.get(2).falsePositives()).isEqualTo(ErrorRate.of(0, 2));
        assertThat(rates.get(3).falseNegatives()).isEqualTo(ErrorRate.of(1, 1));
    }

    @Test
    void whatWasGivenOutIsFoundWhateverTheDetectorsFind() {
        ledger.add(new Feedback(
                "a",
                Instant.EPOCH,
                Label.SYNTHETIC,
                Optional.empty(),
                Conclusion.DECLARED_SYNTHETIC,
                0.01,
                List.of(new Heeded("one", 3, Conclusion.NO_EVIDENCE))));

        List<Realised> rates = ledger.report().rates();

        assertThat(rates.get(0).falseNegatives()).isEqualTo(ErrorRate.of(0, 1));
        assertThat(rates.get(1).falseNegatives()).isEqualTo(ErrorRate.of(1, 1));
    }

    @Test
    void theLastFeedbackOnAVerdictCounts() {
        ledger.add(feedback("a", Label.REAL, 0.01, Conclusion.LIKELY_SYNTHETIC, Conclusion.NO_EVIDENCE));
        ledger.add(feedback("a", Label.SYNTHETIC, 0.01, Conclusion.LIKELY_SYNTHETIC, Conclusion.NO_EVIDENCE));

        assertThat(ledger.report().rates().get(0).falsePositives().pictures()).isZero();
        assertThat(ledger.report().rates().get(0).falseNegatives()).isEqualTo(ErrorRate.of(0, 1));

        ledger.add(feedback("a", Label.UNKNOWN, 0.01, Conclusion.LIKELY_SYNTHETIC, Conclusion.NO_EVIDENCE));

        assertThat(ledger.report().rates()).isEmpty();
    }

    @Test
    void theOldestIsForgottenBeyondTheBound() {
        for (int i = 0; i < 150; i++) {
            ledger.add(feedback("r" + i, Label.REAL, 0.01, Conclusion.NO_EVIDENCE, Conclusion.NO_EVIDENCE));
        }

        assertThat(ledger.report().rates().get(0).falsePositives().pictures()).isEqualTo(100);
    }

    /** The verdict is the stronger of two detectors' conclusions. */
    private static Feedback feedback(String id, Label label, double rate, Conclusion one, Conclusion two) {
        boolean synthetic = one == Conclusion.LIKELY_SYNTHETIC || two == Conclusion.LIKELY_SYNTHETIC;
        return new Feedback(
                id,
                Instant.EPOCH,
                label,
                Optional.empty(),
                synthetic ? Conclusion.LIKELY_SYNTHETIC : Conclusion.NO_EVIDENCE,
                rate,
                List.of(new Heeded("one", 1, one), new Heeded("two", 1, two)));
    }
}
