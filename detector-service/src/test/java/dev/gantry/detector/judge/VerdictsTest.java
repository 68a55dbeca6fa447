package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Judgement;
import dev.gantry.imaging.Picture;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static final Evidence EVIDENCE = new Evidence("0".repeat(64), "png", new Picture(1, 20, 30, new byte[600]));

    @Test
    void theStrongestEvidenceDecides() {
        Verdict verdict = verdict(
                judgement("uncertain", Conclusion.UNCERTAIN, 0.001),
                judgement("none", Conclusion.NO_EVIDENCE, 0.3),
                judgement("weaker", Conclusion.LIKELY_SYNTHETIC, 0.009),
                judgement("strong", Conclusion.LIKELY_SYNTHETIC, 0.002));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.LIKELY_SYNTHETIC);
        assertThat(verdict.judgements())
                .extracting(Judgement::model)
                .containsExactly("strong", "weaker", "none", "uncertain");
        assertThat(verdict.reason())
                .isEqualTo(
                        "the score is above the threshold of strong version 3 that 1.00 % of real pictures may exceed");
    }

    @Test
    void aDetectorThatKnowsSuchPicturesCountsMoreThanOneThatDoesNot() {
        Verdict verdict =
                verdict(judgement("a", Conclusion.UNCERTAIN, 0.001), judgement("b", Conclusion.NO_EVIDENCE, 0.9));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.NO_EVIDENCE);
        assertThat(verdict.reason()).contains("does not show that the picture is real");
    }

    @Test
    void noKnownGroundIsUncertain() {
        Verdict verdict = verdict(judgement("a", Conclusion.UNCERTAIN, 0.001));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.UNCERTAIN);
        assertThat(verdict.reason()).isEqualTo("a version 3 knows no pictures of 30 by 20 pixels");
    }

    @Test
    void withoutADetectorNothingApplies() {
        assertThat(verdict().verdict()).isEqualTo(Conclusion.NOT_APPLICABLE);
    }

    private static Verdict verdict(Judgement... judgements) {
        return Verdicts.of("request", Instant.EPOCH, EVIDENCE, Optional.empty(), Arrays.asList(judgements));
    }

    private static Judgement judgement(String model, Conclusion conclusion, double pValue) {
        return new Judgement(model, 3, conclusion, 1, 0.5, 0, 0.01, pValue, "1".repeat(64), "2".repeat(64));
    }
}
