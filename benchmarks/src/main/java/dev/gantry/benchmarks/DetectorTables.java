package dev.gantry.benchmarks;

import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.engine.detection.RocCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How well the detectors of several families tell each family's samples from real pictures, all stored in one way.
 *
 * @param reals   that no job ever got; these and the samples were judged at {@link #RATE}
 * @param samples by family
 */
record DetectorTables(Opinions reals, Map<String, Opinions> samples) {
    /** The policy under which samples are found. */
    static final double RATE = 0.01;

    /** The chance that a family's sample scores higher than a real picture, by a detector. */
    double area(String family, String detector) {
        return RocCurve.area(reals.scores(detector), samples(family).scores(detector));
    }

    /** The share of a family's samples that a detector alone calls synthetic. */
    double truePositiveRate(String family, String detector) {
        Opinions opinions = samples(family);
        return (double) opinions.found(detector, RATE) / opinions.pictures();
    }

    /** Real pictures that a detector alone calls synthetic, by rate. */
    Map<Double, Integer> falsePositives(String detector) {
        Map<Double, Integer> counts = new LinkedHashMap<>();
        for (double rate : DetectionRequest.FALSE_POSITIVE_RATES) {
            counts.put(rate, reals.found(detector, rate));
        }
        return counts;
    }

    /** The most false positives at a rate that a detector alone has, as a share of the real pictures. */
    double worstFalsePositiveRate(double rate) {
        return samples.keySet().stream()
                        .mapToInt(detector -> reals.found(detector, rate))
                        .max()
                        .orElseThrow()
                / (double) reals.pictures();
    }

    /** Rows are families whose samples are judged, columns detectors. */
    Map<String, Map<String, Double>> areas() {
        return table(family -> table(detector -> area(family, detector)));
    }

    /** Likewise. */
    Map<String, Map<String, Double>> truePositiveRates() {
        return table(family -> table(detector -> truePositiveRate(family, detector)));
    }

    /** What detectors of the other families find of samples whose generator none of them knows. */
    Map<String, Map<String, Double>> withoutOwn() {
        return table(family -> {
            List<String> others = new ArrayList<>(samples.keySet());
            others.remove(family);
            Opinions opinions = samples(family);
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("areaUnderCurve", RocCurve.area(reals.evidence(others), opinions.evidence(others)));
            row.put("truePositiveRate", (double) opinions.found(others, RATE) / opinions.pictures());
            row.put("falsePositiveRate", (double) reals.found(others, RATE) / reals.pictures());
            return row;
        });
    }

    /** What the verdict of all detectors, their own among them, finds of each family's samples, and of real pictures. */
    Map<String, Double> foundByAll() {
        Map<String, Double> found = new LinkedHashMap<>();
        samples.forEach((family, opinions) -> found.put(family, (double) opinions.called() / opinions.pictures()));
        found.put("real", (double) reals.called() / reals.pictures());
        return found;
    }

    private <V> Map<String, V> table(Function<String, V> rowOf) {
        Map<String, V> table = new LinkedHashMap<>();
        samples.keySet().forEach(family -> table.put(family, rowOf.apply(family)));
        return table;
    }

    private Opinions samples(String family) {
        Opinions opinions = samples.get(family);
        if (opinions == null) {
            throw new IllegalArgumentException(family + " is none of " + samples.keySet());
        }
        return opinions;
    }
}
