package dev.gantry.cli.demo;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.imaging.Picture;

/**
 * A picture whose origin is known, and what the detector says of it.
 *
 * @param generated whether the model made it
 * @param score     raw, higher is more synthetic
 */
public record Judged(
        boolean generated, int index, Picture picture, Conclusion conclusion, double score, double probability) {

    /** By the judgement of the detector alone: what is known of the picture's origin does not count. */
    public static Judged of(boolean generated, int index, Picture picture, Verdict verdict) {
        Verdict.Judgement judgement = verdict.judgements().get(0);
        return new Judged(
                generated, index, picture, judgement.conclusion(), judgement.score(), judgement.probability());
    }

    String origin() {
        return generated ? "generated" : "real";
    }

    /** Whether the detector calls it synthetic. */
    boolean calledSynthetic() {
        return conclusion == Conclusion.LIKELY_SYNTHETIC;
    }
}
