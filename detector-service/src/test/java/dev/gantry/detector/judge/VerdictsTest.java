package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Emission;
import dev.gantry.imaging.Picture;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static final Evidence EVIDENCE = new Evidence("0".repeat(64), "png", new Picture(1, 20, 30, new byte[600]));

    @Test
    void theStrongestEvidenceDecides() {
        Verdict verdict = verdict(look("none", -90, 999, true), look("strong", 3, 999, true));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.LIKELY_SYNTHETIC);
        assertThat(verdict.falsePositiveRate()).hasValue(0.01);
        assertThat(verdict.reason())
                .isEqualTo("the score is above the threshold of strong version 3 that 0.500 % of real pictures may"
                        + " exceed");
    }

    @Test
    void aDetectorThatKnowsSuchPicturesCountsMoreThanOneThatDoesNot() {
        Verdict verdict = verdict(look("a", 9, 999, false), look("b", -90, 999, true));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.NO_EVIDENCE);
        assertThat(verdict.reason()).contains("does not show that the picture is real");
    }

    @Test
    void noKnownGroundIsUncertain() {
        Verdict verdict = verdict(look("a", 9, 999, false));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.UNCERTAIN);
        assertThat(verdict.reason()).isEqualTo("a version 3 knows no pictures of 30 by 20 pixels");
    }

    @Test
    void tooFewRealsAreUncertain() {
        Verdict verdict = verdict(look("a", 9, 98, true));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.UNCERTAIN);
        assertThat(verdict.reason())
                .isEqualTo(
                        "a version 3 was calibrated on too few real pictures to hold a false-positive rate of 1.00 %");
    }

    @Test
    void withoutADetectorNothingApplies() {
        assertThat(verdict().verdict()).isEqualTo(Conclusion.NOT_APPLICABLE);
    }

    @Test
    void aPictureThatLooksLikeAnEmissionIsToldAndJudgedAllTheSame() {
        Emission alike = new Emission(Emission.Match.ALIKE, "clothes", 7, Instant.EPOCH, 2);

        Verdict verdict = verdict(Optional.of(alike), look("a", -90, 999, true));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.NO_EVIDENCE);
        assertThat(verdict.emission()).hasValue(alike);
        assertThat(verdict.reason())
                .endsWith("; it looks like a picture that clothes version 7 gave out at 1970-01-01T00:00:00Z"
                        + " (2 of 64 bits differ), which others may too");
    }

    private static Verdict verdict(Look... looks) {
        return verdict(Optional.empty(), looks);
    }

    private static Verdict verdict(Optional<Emission> emission, Look... looks) {
        return Verdicts.of(
                "request", Instant.EPOCH, EVIDENCE, Optional.empty(), emission, new Panel(0.01, Arrays.asList(looks)));
    }

    private static Look look(String model, double score, int reals, boolean covered) {
        return new Look(model, 3, List.of(), score, new CardReader(Cards.ofReals(reals)), covered, "1", "2");
    }
}
