package dev.gantry.engine.metrics;

import dev.gantry.engine.data.DatasetSplit;
import dev.gantry.engine.data.LabelledImages;
import dev.gantry.engine.data.Pictures;
import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.imaging.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * How good samples are, in the features of a {@link FeatureClassifier}.
 *
 * @param rows pictures on each side of every comparison but that for memorization
 * @param frechet between samples and reals
 * @param floor between two disjoint sets of reals: what perfect samples would reach
 * @param precisionRecall of samples against the same reals
 * @param memorization nearness to training pictures
 * @param classCounts samples of each class, by the classifier
 */
public record SampleQuality(
        int rows,
        double frechet,
        double floor,
        PrecisionRecall precisionRecall,
        Memorization memorization,
        List<Integer> classCounts) {
    public SampleQuality {
        classCounts = List.copyOf(classCounts);
    }

    /**
     * Measures samples against a dataset whose training part the classifier was trained on. One half of the held-out reals is
     * compared with as many samples, and with the other half for the floor.
     *
     * @throws IllegalArgumentException if there are too few pictures for a covariance
     */
    public static SampleQuality measure(FeatureClassifier classifier, DatasetSplit split, List<Picture> samples) {
        FeatureMatrix train = classifier.features(Pictures.of(split.train()));
        FeatureMatrix heldOut = classifier.features(Pictures.of(split.heldOut()));
        FeatureMatrix sampled = classifier.features(samples);
        int rows = Math.min(heldOut.rows() / 2, sampled.rows());
        FeatureMatrix reference = heldOut.slice(0, rows);
        FeatureMatrix compared = sampled.slice(0, rows);
        return new SampleQuality(
                rows,
                FrechetDistance.between(compared, reference),
                FrechetDistance.between(heldOut.slice(rows, 2 * rows), reference),
                PrecisionRecall.measure(reference, compared),
                Memorization.measure(train, heldOut, sampled),
                histogram(classifier.classes(samples), split.train()));
    }

    /** {@code frechet / floor}; 1 for samples that are as good as reals. */
    public double ratioToFloor() {
        return frechet / floor;
    }

    /** Classes with at least one sample. */
    public int coveredClasses() {
        return (int) classCounts.stream().filter(count -> count > 0).count();
    }

    private static List<Integer> histogram(int[] classes, LabelledImages images) {
        int[] counts = new int[images.classes()];
        for (int found : classes) {
            counts[found]++;
        }
        List<Integer> histogram = new ArrayList<>();
        for (int count : counts) {
            histogram.add(count);
        }
        return histogram;
    }
}
