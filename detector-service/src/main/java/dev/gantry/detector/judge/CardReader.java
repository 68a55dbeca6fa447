package dev.gantry.detector.judge;

import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.DetectorCard.Ground;
import dev.gantry.contracts.models.DetectorCard.Threshold;
import dev.gantry.imaging.Picture;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Reads a score by a detector's card. */
final class CardReader {
    private final DetectorCard card;
    private final Threshold threshold;

    /**
     * @param falsePositiveRate wanted; the card's greatest rate up to it is used, or its least when all are above
     * @throws IllegalArgumentException if the card has no threshold
     */
    CardReader(DetectorCard card, double falsePositiveRate) {
        this.card = card;
        this.threshold = card.thresholds().stream()
                .filter(candidate -> candidate.falsePositiveRate() <= falsePositiveRate)
                .max(Comparator.comparingDouble(Threshold::falsePositiveRate))
                .or(() -> card.thresholds().stream().min(Comparator.comparingDouble(Threshold::falsePositiveRate)))
                .orElseThrow(() -> new IllegalArgumentException("the detector's card has no threshold"));
    }

    Threshold threshold() {
        return threshold;
    }

    /** What a score means for a picture that came in this size. */
    Conclusion conclusion(double score, Picture picture) {
        if (!covers(card.ground(), picture)) {
            return Conclusion.UNCERTAIN;
        }
        return score > threshold.score() ? Conclusion.LIKELY_SYNTHETIC : Conclusion.NO_EVIDENCE;
    }

    /** {@code (1 + held-out reals that score at least as high) / (1 + held-out reals)}. */
    double pValue(double score) {
        List<Double> ascending = card.realScores();
        int at = Collections.binarySearch(ascending, score);
        int lower = at >= 0 ? at : -at - 1;
        while (lower > 0 && ascending.get(lower - 1) >= score) {
            lower--;
        }
        return (1.0 + ascending.size() - lower) / (1.0 + ascending.size());
    }

    private static boolean covers(Ground ground, Picture picture) {
        int shorter = Math.min(picture.width(), picture.height());
        int longer = Math.max(picture.width(), picture.height());
        return shorter >= ground.minEdge() && longer <= ground.maxEdge() && longer <= ground.maxAspect() * shorter;
    }
}
