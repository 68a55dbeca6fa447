package dev.gantry.detector.feedback;

import java.util.List;
import java.util.Optional;

/**
 * The error rates that feedback has shown.
 *
 * @param rates by false-positive rate asked for, then by model; each begins with the verdicts on the whole
 */
public record FeedbackReport(List<Realised> rates) {
    public FeedbackReport {
        rates = List.copyOf(rates);
    }

    /**
     * What one detector, or all of them together, did.
     *
     * @param falsePositiveRate that verdicts were asked for
     * @param model             absent: the verdict of all detectors together
     * @param falsePositives    real pictures that were called synthetic
     * @param falseNegatives    synthetic pictures that were not, whoever made them
     */
    public record Realised(
            double falsePositiveRate, Optional<String> model, ErrorRate falsePositives, ErrorRate falseNegatives) {}
}
