package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Abstention;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Emission;
import dev.gantry.contracts.detection.Verdict.Unavailable;
import dev.gantry.imaging.Picture;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static final Evidence EVIDENCE =
            new Evidence("0".repeat(64), "jpeg", OptionalInt.of(41), new Picture(1, 20, 30, new byte[600]));

    @Test
    void theStrongestEvidenceDecides() {
        Verdict verdict = verdict(look("none", -90, 999), look("strong", 3, 999));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.LIKELY_SYNTHETIC);
        assertThat(verdict.falsePositiveRate()).hasValue(0.01);
        assertThat(verdict.reason())
                .isEqualTo("the score is above the threshold of strong version 3 that 0.500 % of real pictures may"
                        + " exceed");
    }

    @Test
    void aDetectorThatKnowsSuchPicturesCountsMoreThanOneThatDoesNot() {
        Verdict verdict = verdict(off("a", Abstention.UNKNOWN_SIZE), look("b", -90, 999));

        assertThat(verdict.verdict()).isEqualTo(Conclusion.NO_EVIDENCE);
        assertThat(verdict.reason()).contains("does not show that the picture is real");
    }

    @Test
    void noKnownGroundIsUncertain() {
        Verdict size = verdict(off("a", Abstention.UNKNOWN_SIZE));
        Verdict quality = verdict(off("a", Abstention.UNKNOWN_QUALITY));

        assertThat(size.verdict()).isEqualTo(Conclusion.UNCERTAIN);
        assertThat(size.reason()).isEqualTo("a version 3 knows no pictures of 30 by 20 pixels");
        assertThat(quality.verdict()).isEqualTo(Conclusion.UNCERTAIN);
        assertThat(quality.reason()).isEqualTo("a version 3 knows no JPEG files of a quality of 41");
        assertThat(quality.picture().jpegQuality()).hasValue(41);
    }

    @Test
    void tooFewRealsAreUncertain() {
        Verdict verdict = verdict(look("a", 9, 98));

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
    void detectorsThatCouldNotLookAreTold() {
        List<Unavailable> missing =
                List.of(new Unavailable("b", "model-not-ready", "b is loading"), new Unavailable("c", "x", "y"));
        Verdict some = verdict(Optional.empty(), new Panel(0.01, List.of(look("a", 3, 999)), missing));
        Verdict none = verdict(Optional.empty(), new Panel(0.01, List.of(), missing));

        assertThat(some.verdict()).isEqualTo(Conclusion.LIKELY_SYNTHETIC);
        assertThat(some.unavailable()).hasValue(missing);
        assertThat(some.judgements())
                .extracting(Verdict.Judgement::falsePositiveRate)
                .containsExactly(0.01);
        assertThat(some.reason()).endsWith(" may exceed; b, c could not look: b is loading");
        assertThat(none.verdict()).isEqualTo(Conclusion.UNCERTAIN);
        assertThat(none.reason()).isEqualTo("b, c could not look: b is loading");
    }

    @Test
    void aPictureThatLooksLikeAnEmissionIsToldAndJudgedAllTheSame() {
        Emission alike = new Emission(Emission.Match.ALIKE, "clothes", 7, Instant.EPOCH, 2);

        Verdict verdict = verdict(Optional.of(alike), look("a", -90, 999));

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
        return verdict(emission, new Panel(0.01, Arrays.asList(looks), List.of()));
    }

    private static Verdict verdict(Optional<Emission> emission, Panel panel) {
        return Verdicts.of("request", Instant.EPOCH, EVIDENCE, Optional.empty(), emission, panel);
    }

    private static Look look(String model, double score, int reals) {
        return look(model, score, reals, Optional.empty());
    }

    private static Look off(String model, Abstention why) {
        return look(model, 9, 999, Optional.of(why));
    }

    private static Look look(String model, double score, int reals, Optional<Abstention> foreign) {
        CardReader card = new CardReader(Cards.ofReals(reals));
        return new Look(model, 3, List.of(), score, card, Stratum.JPEG, foreign, "1", "2");
    }
}
