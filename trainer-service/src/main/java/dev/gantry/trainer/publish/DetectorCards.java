package dev.gantry.trainer.publish;

import dev.gantry.contracts.models.Calibration;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.engine.detection.DetectorCalibration;
import dev.gantry.engine.detection.IsotonicCalibration;
import dev.gantry.engine.detection.PlattScaling;
import dev.gantry.engine.detection.ScoreCalibration;
import java.util.Optional;
import java.util.OptionalInt;

/** The engine's calibration in the manifest's terms. */
final class DetectorCards {
    private DetectorCards() {}

    static DetectorCard of(DetectorCalibration fitted) {
        return new DetectorCard(
                calibration(fitted.probability()),
                fitted.thresholds().stream()
                        .map(threshold -> new DetectorCard.Threshold(threshold.falsePositiveRate(), threshold.score()))
                        .toList(),
                fitted.realScores().ascending(),
                Optional.of(fitted.realQuantiles()),
                new DetectorCard.Ground(
                        fitted.ground().minEdge(),
                        fitted.ground().maxEdge(),
                        fitted.ground().maxAspect(),
                        OptionalInt.of(fitted.ground().minJpegQuality())),
                fitted.evaluations().stream().map(DetectorCards::evaluation).toList());
    }

    private static Calibration calibration(ScoreCalibration fitted) {
        if (fitted instanceof PlattScaling platt) {
            return new Calibration.Platt(platt.slope(), platt.intercept());
        }
        if (fitted instanceof IsotonicCalibration isotonic) {
            return new Calibration.Isotonic(isotonic.scores(), isotonic.probabilities());
        }
        throw new IllegalStateException("no such calibration: " + fitted.getClass());
    }

    private static DetectorCard.Evaluation evaluation(DetectorCalibration.Evaluation measured) {
        return new DetectorCard.Evaluation(
                measured.condition(),
                measured.generator(),
                measured.reals(),
                measured.synthetics(),
                measured.areaUnderCurve(),
                measured.targetFalsePositiveRate(),
                measured.truePositiveRate(),
                measured.falsePositiveRate());
    }
}
