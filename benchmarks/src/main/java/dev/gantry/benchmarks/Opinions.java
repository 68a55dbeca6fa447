package dev.gantry.benchmarks;

import dev.gantry.cli.console.CliException;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Judgement;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What several detectors say of pictures of one origin. A detector's threshold for a false-positive rate is exceeded exactly when the
 * p-value is at most that rate (see {@code docs/detection.md}), which is checked with every verdict, so that one tells about every rate.
 */
final class Opinions {
    private final Map<String, double[]> scores;
    private final Map<String, double[]> pValues;
    private final int pictures;
    private final int called;

    private Opinions(Map<String, double[]> scores, Map<String, double[]> pValues, int pictures, int called) {
        this.scores = scores;
        this.pValues = pValues;
        this.pictures = pictures;
        this.called = called;
    }

    /**
     * By verdicts.
     *
     * @throws CliException if one of the models has not judged, or its p-value and its threshold disagree
     */
    static Opinions of(List<Verdict> verdicts, List<String> models) {
        Map<String, double[]> scores = new HashMap<>();
        Map<String, double[]> pValues = new HashMap<>();
        for (String model : models) {
            List<Judgement> judgements =
                    verdicts.stream().map(verdict -> judgement(verdict, model)).toList();
            scores.put(model, judgements.stream().mapToDouble(Judgement::score).toArray());
            pValues.put(
                    model, judgements.stream().mapToDouble(Judgement::pValue).toArray());
        }
        long called = verdicts.stream().filter(Opinions::calls).count();
        return new Opinions(scores, pValues, verdicts.size(), (int) called);
    }

    private static boolean calls(Verdict verdict) {
        return verdict.judgements().stream()
                .anyMatch(judgement -> judgement.conclusion() == Conclusion.LIKELY_SYNTHETIC);
    }

    private static Judgement judgement(Verdict verdict, String model) {
        Judgement found = verdict.judgements().stream()
                .filter(judgement -> judgement.model().equals(model))
                .findFirst()
                .orElseThrow(() -> CliException.failed(
                        "the detector of " + model + " has not judged a picture: " + verdict.reason()));
        boolean called = found.conclusion() == Conclusion.LIKELY_SYNTHETIC;
        if (found.abstention().isEmpty() && called != found.pValue() <= found.falsePositiveRate()) {
            throw CliException.failed("a p-value does not tell what a threshold does: " + found);
        }
        return found;
    }

    int pictures() {
        return pictures;
    }

    /** Raw scores of a detector, one a picture. */
    double[] scores(String model) {
        return of(scores, model).clone();
    }

    /** How many pictures a detector alone calls synthetic. */
    int found(String model, double falsePositiveRate) {
        return (int) Arrays.stream(of(pValues, model))
                .filter(pValue -> pValue <= falsePositiveRate)
                .count();
    }

    /** How many pictures some detectors together call synthetic, each held to its part of the rate. */
    int found(Collection<String> models, double falsePositiveRate) {
        return (int) Arrays.stream(evidence(models))
                .filter(evidence -> -evidence <= falsePositiveRate / models.size())
                .count();
    }

    /** The strongest evidence of some detectors, one a picture: the least p-value, negated so that more is more synthetic. */
    double[] evidence(Collection<String> models) {
        double[] strongest = new double[pictures];
        Arrays.fill(strongest, Double.NEGATIVE_INFINITY);
        for (String model : models) {
            double[] values = of(pValues, model);
            for (int i = 0; i < strongest.length; i++) {
                strongest[i] = Math.max(strongest[i], -values[i]);
            }
        }
        return strongest;
    }

    /** How many pictures the verdict of all detectors calls synthetic, at the rate that it was asked for. */
    int called() {
        return called;
    }

    private static double[] of(Map<String, double[]> values, String model) {
        double[] found = values.get(model);
        if (found == null) {
            throw new IllegalArgumentException(model + " is none of " + values.keySet());
        }
        return found;
    }
}
