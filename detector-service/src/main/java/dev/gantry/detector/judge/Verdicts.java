package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Attribution;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Emission;
import dev.gantry.contracts.detection.Verdict.Emission.Match;
import dev.gantry.contracts.detection.Verdict.Judgement;
import dev.gantry.contracts.detection.Verdict.Origin;
import dev.gantry.contracts.detection.Verdict.Share;
import dev.gantry.contracts.detection.Verdict.Unavailable;
import dev.gantry.contracts.origin.OriginMark;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Puts judgements together to verdicts. */
public final class Verdicts {
    private Verdicts() {}

    /** The verdict on a picture that could not be read, or that has no detector. */
    public static Verdict without(
            Conclusion conclusion, String requestId, Instant at, String pictureSha256, Failure reason) {
        Verdict.Picture unread = new Verdict.Picture(pictureSha256, "unknown", 0, 0, OptionalInt.empty());
        return new Verdict(
                requestId,
                at,
                conclusion,
                reason.message(),
                unread,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** @param mark that is valid */
    static Verdict declared(String requestId, Instant at, Evidence evidence, OriginMark mark) {
        return new Verdict(
                requestId,
                at,
                Conclusion.DECLARED_SYNTHETIC,
                "its origin mark, signed by the trusted key " + mark.signature().keyId() + ", says that " + mark.model()
                        + " version " + mark.version() + " made it",
                picture(evidence),
                Optional.of(new Origin(Origin.Status.VALID, Optional.of(mark))),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(madeBy(mark.model(), mark.version())));
    }

    /**
     * @param emission that it is or looks like: one with the same pixels overrules the detectors, one that looks like it decides
     *     nothing
     */
    static Verdict of(
            String requestId,
            Instant at,
            Evidence evidence,
            Optional<Origin> origin,
            Optional<Emission> emission,
            Panel panel) {
        List<Judgement> judgements = panel.judgements();
        Verdict.Picture picture = picture(evidence);
        Optional<Emission> exact = emission.filter(found -> found.match() == Match.EXACT);
        List<Unavailable> unavailable = panel.unavailable();
        Conclusion found = judgements.stream()
                .findFirst()
                .map(Judgement::conclusion)
                .orElse(unavailable.isEmpty() ? Conclusion.NOT_APPLICABLE : Conclusion.UNCERTAIN);
        String finding = judgements.isEmpty()
                ? without(unavailable).orElse("no detector is live")
                : reason(judgements.get(0), picture)
                        + without(unavailable).map(missing -> "; " + missing).orElse("");
        return new Verdict(
                requestId,
                at,
                exact.isPresent() ? Conclusion.DECLARED_SYNTHETIC : found,
                exact.map(same -> "its pixels are those of a picture that " + givenOut(same))
                        .orElseGet(() ->
                                finding + emission.map(Verdicts::resemblance).orElse("")),
                picture,
                origin,
                emission,
                OptionalDouble.of(panel.falsePositiveRate()),
                judgements,
                Optional.of(unavailable).filter(missing -> !missing.isEmpty()),
                Optional.of(
                        exact.map(same -> madeBy(same.model(), same.version())).orElseGet(panel::attribution)));
    }

    private static Optional<String> without(List<Unavailable> unavailable) {
        return unavailable.stream()
                .findFirst()
                .map(first -> unavailable.stream().map(Unavailable::model).collect(Collectors.joining(", "))
                        + " could not look: " + first.reason());
    }

    private static Attribution madeBy(String model, int version) {
        return new Attribution(List.of(new Share(model, version, 1)), 0);
    }

    private static String resemblance(Emission emission) {
        return "; it looks like a picture that %s (%d of 64 bits differ), which others may too"
                .formatted(givenOut(emission), emission.distance());
    }

    private static String givenOut(Emission emission) {
        return emission.model() + " version " + emission.version() + " gave out at " + emission.at();
    }

    private static Verdict.Picture picture(Evidence evidence) {
        return new Verdict.Picture(
                evidence.sha256(),
                evidence.format(),
                evidence.picture().width(),
                evidence.picture().height(),
                evidence.jpegQuality());
    }

    private static String quality(Verdict.Picture picture) {
        return picture.jpegQuality().isPresent() ? "of " + picture.jpegQuality().getAsInt() : "that cannot be told";
    }

    private static String reason(Judgement judgement, Verdict.Picture picture) {
        String detector = judgement.model() + " version " + judgement.version();
        String rate = String.format(Locale.ROOT, "%.3g %%", 100 * judgement.falsePositiveRate());
        if (judgement.abstention().isPresent()) {
            return switch (judgement.abstention().get()) {
                case UNKNOWN_SIZE ->
                    "%s knows no pictures of %d by %d pixels".formatted(detector, picture.width(), picture.height());
                case UNKNOWN_QUALITY -> "%s knows no JPEG files of a quality %s".formatted(detector, quality(picture));
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
