package dev.gantry.contracts.models;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a detector's raw score becomes a verdict, and how well that works.
 *
 * @param calibration from score to probability
 * @param thresholds  by false-positive rate, ascending in rate
 * @param realScores  for conformal p-values: of held-out real pictures, rank by rank the greatest score over what was done to them;
 *     ascending
 * @param realQuantiles for drift: 101 quantiles, from least to greatest, of the scores of held-out real pictures, by what was done to
 *     them, for instance {@code plain} and {@code jpeg}; absent in older manifests
 * @param ground      what the detector knows; outside it answers {@code UNCERTAIN}
 * @param evaluations measured on pictures used for nothing else
 */
public record DetectorCard(
        Calibration calibration,
        List<Threshold> thresholds,
        List<Double> realScores,
        Optional<Map<String, List<Double>>> realQuantiles,
        Ground ground,
        List<Evaluation> evaluations) {
    public DetectorCard {
        thresholds = List.copyOf(thresholds);
        realScores = List.copyOf(realScores);
        realQuantiles = realQuantiles.map(Map::copyOf);
        evaluations = List.copyOf(evaluations);
    }

    /** A picture is called synthetic when its score is above {@code score}; real ones are with at most this rate. */
    public record Threshold(double falsePositiveRate, double score) {}

    /**
     * Pictures as they come, before they are scaled to the network's resolution.
     *
     * @param minEdge smallest accepted shorter edge in pixels
     * @param maxEdge largest accepted longer edge in pixels
     * @param maxAspect largest accepted ratio of longer to shorter edge
     * @param minJpegQuality smallest accepted quality of JPEG files, 1 to 100; absent in older manifests, whose detectors were
     *     calibrated from 60 on
     */
    public record Ground(int minEdge, int maxEdge, double maxAspect, OptionalInt minJpegQuality) {}

    /**
     * @param condition what was done to both real and synthetic pictures: {@code plain} or for instance {@code jpeg75}
     * @param generator model whose samples were measured; absent: those of all that the detector was fitted to
     * @param areaUnderCurve of the receiver operating characteristic
     * @param targetFalsePositiveRate that the threshold was set for
     */
    public record Evaluation(
            String condition,
            Optional<String> generator,
            int reals,
            int synthetics,
            double areaUnderCurve,
            double targetFalsePositiveRate,
            double truePositiveRate,
            double falsePositiveRate) {}
}
