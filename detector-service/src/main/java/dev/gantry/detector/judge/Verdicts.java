package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Attribution;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Judgement;
import dev.gantry.contracts.detection.Verdict.Origin;
import dev.gantry.contracts.detection.Verdict.Share;
import dev.gantry.contracts.origin.OriginMark;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts judgements together to verdicts. */
public final class Verdicts {
    private Verdicts() {}

    /** The verdict on a picture that could not be read, or that has no detector. */
    public static Verdict without(
            Conclusion conclusion, String requestId, Instant at, String pictureSha256, Failure reason) {
        Verdict.Picture unread = new Verdict.Picture(pictureSha256, "unknown", 0, 0);
        return new Verdict(
                requestId,
                at,
                conclusion,
                reason.message(),
                unread,
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                Optional.empty());
    }

    /** @param mark that is valid */
    static Verdict declared(String requestId, Instant at, Evidence evidence, OriginMark mark) {
        String reason = "its origin mark, signed by the trusted key "
                + mark.signature().keyId() + ", says that " + mark.model() + " version " + mark.version() + " made it";
        return new Verdict(
                requestId,
                at,
                Conclusion.DECLARED_SYNTHETIC,
                reason,
                picture(evidence),
                Optional.of(new Origin(Origin.Status.VALID, Optional.of(mark))),
                OptionalDouble.empty(),
                List.of(),
                Optional.of(new Attribution(List.of(new Share(mark.model(), mark.version(), 1)), 0)));
    }

    static Verdict of(String requestId, Instant at, Evidence evidence, Optional<Origin> origin, Panel panel) {
        List<Judgement> judgements = panel.judgements();
        Verdict.Picture picture = picture(evidence);
        Conclusion conclusion = judgements.isEmpty()
                ? Conclusion.NOT_APPLICABLE
                : judgements.get(0).conclusion();
        String reason = judgements.isEmpty() ? "no detector is live" : reason(judgements.get(0), picture);
        return new Verdict(
                requestId,
                at,
                conclusion,
                reason,
                picture,
                origin,
                OptionalDouble.of(panel.falsePositiveRate()),
                judgements,
                Optional.of(panel.attribution()));
    }

    private static Verdict.Picture picture(Evidence evidence) {
        return new Verdict.Picture(
                evidence.sha256(),
                evidence.format(),
                evidence.picture().width(),
                evidence.picture().height());
    }

    private static String reason(Judgement judgement, Verdict.Picture picture) {
        String detector = judgement.model() + " version " + judgement.version();
        String rate = String.format(Locale.ROOT, "%.3g %%", 100 * judgement.falsePositiveRate());
        if (judgement.abstention().isPresent()) {
            return switch (judgement.abstention().get()) {
                case UNKNOWN_SIZE ->
                    "%s knows no pictures of %d by %d pixels".formatted(detector, picture.width(), picture.height());
                case TOO_FEW_REALS ->
                    "%s was calibrated on too few real pictures to hold a false-positive rate of %s"
                            .formatted(detector, rate);
            };
        }
        boolean above = judgement.conclusion() == Conclusion.LIKELY_SYNTHETIC;
        String finding = "the score is %s the threshold of %s that %s of real pictures may exceed"
                .formatted(above ? "above" : "not above", detector, rate);
        return above ? finding : finding + "; that does not show that the picture is real";
    }
}
