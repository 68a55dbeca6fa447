package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Judgement;
import dev.gantry.contracts.detection.Verdict.Origin;
import dev.gantry.contracts.origin.OriginMark;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts judgements together to verdicts. */
public final class Verdicts {
    private static final List<Conclusion> STRONGEST_FIRST =
            List.of(Conclusion.LIKELY_SYNTHETIC, Conclusion.NO_EVIDENCE, Conclusion.UNCERTAIN);

    private Verdicts() {}

    /** The verdict on a picture that could not be read, or that has no detector. */
    public static Verdict without(
            Conclusion conclusion, String requestId, Instant at, String pictureSha256, Failure reason) {
        Verdict.Picture unread = new Verdict.Picture(pictureSha256, "unknown", 0, 0);
        return new Verdict(requestId, at, conclusion, reason.message(), unread, Optional.empty(), List.of());
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
                List.of());
    }

    static Verdict of(
            String requestId, Instant at, Evidence evidence, Optional<Origin> origin, List<Judgement> judgements) {
        List<Judgement> sorted = judgements.stream()
                .sorted(Comparator.<Judgement>comparingInt(judgement -> STRONGEST_FIRST.indexOf(judgement.conclusion()))
                        .thenComparingDouble(Judgement::pValue)
                        .thenComparing(Judgement::model))
                .toList();
        Verdict.Picture picture = picture(evidence);
        Conclusion conclusion =
                sorted.isEmpty() ? Conclusion.NOT_APPLICABLE : sorted.get(0).conclusion();
        String reason = sorted.isEmpty() ? "no detector is live" : reason(sorted.get(0), picture);
        return new Verdict(requestId, at, conclusion, reason, picture, origin, sorted);
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
        return switch (judgement.conclusion()) {
            case LIKELY_SYNTHETIC ->
                sentence(
                        "the score is above the threshold of %s that %s %% of real pictures may exceed",
                        detector, judgement);
            case NO_EVIDENCE ->
                sentence(
                        "the score is not above the threshold of %s that %s %% of real pictures may exceed;"
                                + " that does not show that the picture is real",
                        detector, judgement);
            default -> "%s knows no pictures of %d by %d pixels".formatted(detector, picture.width(), picture.height());
        };
    }

    private static String sentence(String text, String detector, Judgement judgement) {
        return text.formatted(detector, String.format(Locale.ROOT, "%.3g", 100 * judgement.falsePositiveRate()));
    }
}
