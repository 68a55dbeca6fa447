package dev.gantry.detector.judge;

import dev.gantry.contracts.detection.Verdict.Abstention;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.DetectorCard.Ground;
import dev.gantry.imaging.Picture;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads scores by a detector's card. */
final class CardReader {
    /** Takes up what a product of a rate and a count loses in rounding. */
    private static final double ROUNDING = 1e-9;

    /** All detectors were calibrated from this on before cards told. */
    private static final int LEAST_QUALITY_OF_OLD_CARDS = 60;

    private final DetectorCard card;

    CardReader(DetectorCard card) {
        this.card = card;
    }

    /** Why the detector does not know such pictures; empty if it does. */
    Optional<Abstention> foreign(Evidence evidence) {
        if (!knowsSize(evidence.picture())) {
            return Optional.of(Abstention.UNKNOWN_SIZE);
        }
        int least = card.ground().minJpegQuality().orElse(LEAST_QUALITY_OF_OLD_CARDS);
        return evidence.jpeg() && evidence.jpegQuality().orElse(0) < least
                ? Optional.of(Abstention.UNKNOWN_QUALITY)
                : Optional.empty();
    }

    private boolean knowsSize(Picture picture) {
        Ground ground = card.ground();
        int shorter = Math.min(picture.width(), picture.height());
        int longer = Math.max(picture.width(), picture.height());
        return shorter >= ground.minEdge() && longer <= ground.maxEdge() && longer <= ground.maxAspect() * shorter;
    }

    /**
     * How held-out real pictures score to which the same was done.
     *
     * @return quantiles from the least to the greatest; empty if the card does not tell
     */
    Optional<List<Double>> realQuantiles(Stratum stratum) {
        return card.realQuantiles().map(quantiles -> quantiles.get(stratum.key()));
    }

    /** Held-out real pictures that scores are compared with. */
    int reals() {
        return card.realScores().size();
    }

    /**
     * The score above which a picture's p-value is at most the rate: of {@code n} reals the {@code floor(rate * (n + 1))}-th
     * greatest.
     *
     * @param rate between 0 and 1
     * @return empty if so few reals hold no rate as low: {@code rate < 1 / (n + 1)}
     */
    OptionalDouble threshold(double rate) {
        int rank = (int) Math.floor(rate * (reals() + 1) + ROUNDING);
        return rank < 1
                ? OptionalDouble.empty()
                : OptionalDouble.of(card.realScores().get(reals() - rank));
    }

    /** {@code (1 + held-out reals that score at least as high) / (1 + held-out reals)}. */
    double pValue(double score) {
        List<Double> ascending = card.realScores();
        int at = Collections.binarySearch(ascending, score);
        int lower = at >= 0 ? at : -at - 1;
        while (lower > 0 && ascending.get(lower - 1) >= score) {
            lower--;
        }
        return (1.0 + reals() - lower) / (1.0 + reals());
    }

    /** That a picture of this score is synthetic, at even odds. */
    double probability(double score) {
        return card.calibration().probability(score);
    }

    /**
     * How many times likelier the detector's generator made the picture than that it is real. No more, and no less, than
     * {@code n} reals can tell: from {@code 1 / (n + 1)} to {@code n + 1}.
     */
    double odds(double score) {
        double most = reals() + 1.0;
        double probability = probability(score);
        return Math.max(1 / most, Math.min(most, probability / (1 - probability)));
    }
}
