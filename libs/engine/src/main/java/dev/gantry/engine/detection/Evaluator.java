package dev.gantry.engine.detection;

import dev.gantry.engine.detection.DetectorCalibration.Evaluation;
import dev.gantry.engine.detection.DetectorCalibration.Threshold;
import dev.gantry.engine.detection.DetectorSplit.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What thresholds do to pictures that were used for nothing else.
 *
 * @param reals that scores begin with; the others are of synthetic pictures
 * @param generators which of the synthetic pictures are whose, to be measured apart too
 */
record Evaluator(int reals, Map<String, Range> generators, List<Threshold> thresholds) {

    /** One for each threshold: of all synthetic pictures, then of each generator's. */
    List<Evaluation> evaluate(String condition, double[] scores) {
        double[] real = Arrays.copyOf(scores, reals);
        double[] synthetic = Arrays.copyOfRange(scores, reals, scores.length);
        List<Evaluation> all = new ArrayList<>(evaluate(condition, Optional.empty(), real, synthetic));
        generators.forEach((name, part) -> all.addAll(
                evaluate(condition, Optional.of(name), real, Arrays.copyOfRange(synthetic, part.begin(), part.end()))));
        return all;
    }

    private List<Evaluation> evaluate(String condition, Optional<String> generator, double[] real, double[] synthetic) {
        double area = RocCurve.area(real, synthetic);
        return thresholds.stream()
                .map(threshold -> new Evaluation(
                        condition,
                        generator,
                        real.length,
                        synthetic.length,
                        area,
                        threshold.falsePositiveRate(),
                        RocCurve.shareAbove(synthetic, threshold.score()),
                        RocCurve.shareAbove(real, threshold.score())))
                .toList();
    }
}
