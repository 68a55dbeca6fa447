package dev.gantry.engine.detection;

import dev.gantry.engine.detection.DetectorCalibration.Evaluation;
import dev.gantry.engine.detection.DetectorCalibration.Ground;
import dev.gantry.engine.detection.DetectorCalibration.Threshold;
import dev.gantry.engine.detection.DetectorSplit.Range;
import dev.gantry.engine.features.PictureNetwork;
import dev.gantry.engine.features.WorkProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds out what a detector's scores mean and how well they part the classes. */
final class DetectorMeasurement {
    /** Rates that thresholds are set for, when there are enough reals to hold them. */
    private static final double[] FALSE_POSITIVE_RATES = {0.002, 0.01, 0.05};

    private static final int JPEG_QUALITY = 75;

    private final PictureNetwork detector;
    private final long seed;

    DetectorMeasurement(PictureNetwork detector, long seed) {
        this.detector = detector;
        this.seed = seed;
    }

    /**
     * Sets probabilities and thresholds by one set, and measures them on another.
     *
     * @param generators which of the evaluation's synthetic pictures are whose, to be measured apart too
     */
    DetectorCalibration calibrate(
            ReplaySet calibration,
            ReplaySet evaluation,
            Map<String, Range> generators,
            Ground ground,
            WorkProgress progress) {
        double[] scores = new double[calibration.classes().length];
        List<double[]> realsByCondition = new ArrayList<>();
        Map<String, List<Double>> quantiles = new HashMap<>();
        int scored = 0;
        for (Degradation degradation : Degradation.values()) {
            double[] some = detector.scores(calibration.degraded(degradation, seed));
            System.arraycopy(some, 0, scores, scored, some.length);
            scored += some.length;
            double[] reals = Arrays.copyOf(some, calibration.reals().size());
            realsByCondition.add(reals);
            quantiles.put(degradation.name().toLowerCase(Locale.ROOT), RealScores.quantiles(reals));
            progress.at(realsByCondition.size(), Degradation.values().length);
        }
        RealScores realScores = RealScores.envelope(realsByCondition);
        List<Threshold> thresholds = Arrays.stream(FALSE_POSITIVE_RATES)
                .filter(rate -> rate >= realScores.leastRate())
                .mapToObj(rate -> new Threshold(rate, realScores.threshold(rate)))
                .toList();
        Evaluator evaluator = new Evaluator(evaluation.reals().size(), generators, thresholds);
        List<Evaluation> evaluations =
                new ArrayList<>(evaluator.evaluate("plain", detector.scores(evaluation.plain())));
        evaluations.addAll(
                evaluator.evaluate("jpeg" + JPEG_QUALITY, detector.scores(evaluation.compressed(JPEG_QUALITY))));
        ScoreCalibration probability = ScoreCalibration.fit(scores, calibration.classes(), calibration.size());
        return new DetectorCalibration(probability, thresholds, realScores, quantiles, ground, evaluations);
    }
}
