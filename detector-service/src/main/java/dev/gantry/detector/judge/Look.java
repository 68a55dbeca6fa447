package dev.gantry.detector.judge;

import dev.gantry.contracts.detection.Verdict.Abstention;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Judgement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One detector's look at a picture.
 *
 * @param generators     models that the detector was fitted to; empty if it knows its own model's generator only
 * @param score          raw, higher is more synthetic
 * @param card           reads the score
 * @param stratum        of real pictures that the score is compared with to see drift
 * @param foreign        why the detector does not know such pictures; empty if it does
 * @param detectorSha256 of the detector's file
 * @param manifestSha256 of the manifest that holds its card
 */
record Look(
        String model,
        int version,
        List<String> generators,
        double score,
        CardReader card,
        Stratum stratum,
        Optional<Abstention> foreign,
        String detectorSha256,
        String manifestSha256) {
    Look {
        generators = List.copyOf(generators);
    }

    /** Whether the detector knows such pictures. */
    boolean covered() {
        return foreign.isEmpty();
    }

    /** Whether it knows the generator of its own model and no other. */
    boolean ofOne() {
        return generators.isEmpty();
    }

    /** @param rate a false-positive rate that the card holds */
    Judgement heeded(double rate) {
        double threshold = card.threshold(rate).orElseThrow();
        Conclusion conclusion = score > threshold ? Conclusion.LIKELY_SYNTHETIC : Conclusion.NO_EVIDENCE;
        return judgement(conclusion, OptionalDouble.of(threshold), rate, Optional.empty());
    }

    /** @param rate that others are held to */
    Judgement abstaining(double rate) {
        return judgement(
                Conclusion.UNCERTAIN,
                OptionalDouble.empty(),
                rate,
                foreign.or(() -> Optional.of(Abstention.TOO_FEW_REALS)));
    }

    private Judgement judgement(
            Conclusion conclusion, OptionalDouble threshold, double rate, Optional<Abstention> abstention) {
        return new Judgement(
                model,
                version,
                conclusion,
                score,
                card.probability(score),
                threshold,
                rate,
                card.pValue(score),
                abstention,
                detectorSha256,
                manifestSha256);
    }
}
