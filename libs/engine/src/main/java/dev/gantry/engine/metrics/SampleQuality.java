package dev.gantry.engine.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good samples are, in one feature space.
 *
 * @param rows samples on each side of every comparison but that for memorization
 * @param distances between samples and reals
 * @param floor between two disjoint sets of reals: what perfect samples would reach
 * @param precisionRecall of samples against the same reals
 * @param memorization nearness to training samples
 * @param diversity mean pairwise distance among samples over that among reals
 * @param classCounts samples of each class, by the classifier; absent where the space knows no classes
 * @param modes how much of a mixture samples make; absent where the data says nothing of modes
 */
public record SampleQuality(
        int rows,
        Distances distances,
        Distances floor,
        PrecisionRecall precisionRecall,
        Memorization memorization,
        double diversity,
        Optional<List<Integer>> classCounts,
        Optional<ModeCoverage> modes) {
    /** Begins the names of the classes' shares of the samples. */
    public static final String CLASS_SHARE = "classShare.";

    /**
     * How far two sets are apart.
     *
     * @param frechet Fréchet distance; absent with no more rows than features
     * @param kernel squared maximum mean discrepancy
     */
    public record Distances(OptionalDouble frechet, double kernel) {}

    /** Fréchet distance over its floor; 1 for samples that are as good as reals. */
    public double ratioToFloor() {
        return distances.frechet().orElseThrow() / floor.frechet().orElseThrow();
    }

    /** Classes with at least one sample. */
    public int coveredClasses() {
        return (int)
                classCounts.orElseThrow().stream().filter(count -> count > 0).count();
    }

    /** Everything by the names that events and manifests use. */
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        distances.frechet().ifPresent(value -> figures.put(Metric.FRECHET.key(), value));
        floor.frechet().ifPresent(value -> figures.put("frechetOfReals", value));
        figures.put(Metric.KID.key(), distances.kernel());
        figures.put("kidOfReals", floor.kernel());
        figures.put(Metric.PRECISION.key(), precisionRecall.precision());
        figures.put(Metric.RECALL.key(), precisionRecall.recall());
        figures.put("nearestTrainingRatio", memorization.ratio());
        figures.put("suspiciouslyCloseShare", memorization.closeShare());
        figures.put("diversity", diversity);
        figures.put("rows", (double) rows);
        classCounts.ifPresent(counts -> addClasses(figures, counts));
        modes.ifPresent(coverage -> coverage.addTo(figures));
        return figures;
    }

    private void addClasses(Map<String, Double> figures, List<Integer> counts) {
        double all = counts.stream().mapToInt(Integer::intValue).sum();
        figures.put("coveredClasses", (double) coveredClasses());
        for (int label = 0; label < counts.size(); label++) {
            figures.put(CLASS_SHARE + label, counts.get(label) / all);
        }
    }
}
