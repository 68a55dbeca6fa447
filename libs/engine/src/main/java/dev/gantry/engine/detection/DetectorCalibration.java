package dev.gantry.engine.detection;

import dev.gantry.engine.data.OriginalSizes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a detector's raw score is read, and how well that works.
 *
 * @param probability from score to probability
 * @param thresholds ascending in their false-positive rate
 * @param realScores of real pictures used for nothing but this
 * @param realQuantiles of the same pictures, by what was done to them
 * @param ground pictures that the detector knows about
 * @param evaluations on pictures used for nothing else
 */
public record DetectorCalibration(
        ScoreCalibration probability,
        List<Threshold> thresholds,
        RealScores realScores,
        Map<String, List<Double>> realQuantiles,
        Ground ground,
        List<Evaluation> evaluations) {
    public DetectorCalibration {
        thresholds = List.copyOf(thresholds);
        realQuantiles = Map.copyOf(realQuantiles);
        evaluations = List.copyOf(evaluations);
    }

    /** Pictures that score above {@code score} are called synthetic; of real ones at most this share does. */
    public record Threshold(double falsePositiveRate, double score) {}

    /**
     * Pictures as they come, before they are brought to the network's shape.
     *
     * @param minEdge least shorter edge in pixels
     * @param maxEdge greatest longer edge in pixels
     * @param maxAspect greatest ratio of the longer edge to the shorter one
     * @param minJpegQuality least quality of those that are JPEG, 1 to 100
     */
    public record Ground(int minEdge, int maxEdge, double maxAspect, int minJpegQuality) {
        /**
         * What a fit on such pictures covers: the sizes they had, the network's own, enlargements of that, and JPEG as strong as
         * it was fitted to.
         *
         * @param edge of the network's square pictures in pixels
         */
        public static Ground of(OriginalSizes originals, int edge) {
            return new Ground(
                    Math.min(originals.minEdge(), edge),
                    Math.max(originals.maxEdge(), Degradation.MAX_ENLARGEMENT * edge),
                    originals.maxAspect(),
                    Degradation.MIN_JPEG_QUALITY);
        }
    }

    /**
     * What one threshold does to held-out reals and the final generators' samples.
     *
     * @param condition what was done to all of them: {@code plain}, {@code jpeg75}
     * @param generator whose samples the synthetic pictures are; absent: those of all generators
     * @param areaUnderCurve of the receiver operating characteristic; the same for each threshold of a condition
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
