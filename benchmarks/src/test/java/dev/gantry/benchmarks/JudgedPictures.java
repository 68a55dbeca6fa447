package dev.gantry.benchmarks;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Verdicts as the detector service gives them. */
final class JudgedPictures {
    private JudgedPictures() {}

    static Verdict verdict(Judgement... judgements) {
        return new Verdict(
                "request",
                Instant.EPOCH,
                Conclusion.DECLARED_SYNTHETIC,
                "a test",
                new Verdict.Picture("00", "png", 28, 28, OptionalInt.empty()),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.of(0.01),
                List.of(judgements),
                Optional.empty(),
                Optional.empty());
    }

    /** @param rate that the detector is held to */
    static Judgement judgement(String model, double score, double pValue, double rate) {
        return judgement(
                model, score, pValue, rate, pValue <= rate ? Conclusion.LIKELY_SYNTHETIC : Conclusion.NO_EVIDENCE);
    }

    static Judgement judgement(String model, double score, double pValue, double rate, Conclusion conclusion) {
        return new Judgement(
                model, 1, conclusion, score, 0.5, OptionalDouble.of(0), rate, pValue, Optional.empty(), "00", "00");
    }
}
