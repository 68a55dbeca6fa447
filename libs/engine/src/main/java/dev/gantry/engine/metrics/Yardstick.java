package dev.gantry.engine.metrics;

import dev.gantry.engine.data.PointSource;
import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.FeatureSpace;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.train.SampleSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Real samples in a feature space, looked at once, against which generated ones are measured. */
public final class Yardstick {
    /** More training samples than this cost time and tell little about memorization. */
    private static final int MAX_TRAINING_ROWS = 10_000;

    private static final int DIVERSITY_ROWS = 500;
    private static final long SEED = 0;

    private final FeatureSpace space;
    private final int rows;
    private final FeatureMatrix train;
    private final FeatureMatrix heldOut;
    private final FeatureMatrix reference;
    private final double realDistance;
    private final SampleQuality.Distances floor;
    private final Optional<Modes> modes;

    private Yardstick(FeatureSpace space, int rows, FeatureMatrix train, FeatureMatrix heldOut, Optional<Modes> modes) {
        this.space = space;
        this.rows = rows;
        this.train = train;
        this.heldOut = heldOut;
        this.modes = modes;
        reference = heldOut.slice(0, rows);
        realDistance = PairwiseDistance.mean(heldOut.slice(0, Math.min(heldOut.rows(), DIVERSITY_ROWS)));
        floor = distances(heldOut.slice(rows, 2 * rows));
    }

    /**
     * Looks at the reals. One half of the held-out ones is what samples are compared with, the other half measures how close
     * equals come.
     *
     * @param space stays the caller's to close
     * @param samples that will be measured at a time
     * @throws IllegalArgumentException if fewer than {@link #leastHeldOut()} samples are held out
     */
    public static Yardstick of(
            FeatureSpace space, SampleSource train, SampleSource heldOut, int samples, WorkProgress progress) {
        if (heldOut.size() < leastHeldOut()) {
            throw new IllegalArgumentException(
                    heldOut.size() + " held-out samples: must be at least " + leastHeldOut());
        }
        int rows = Math.min(samples, heldOut.size() / 2);
        FeatureMatrix held = space.features(heldOut, 2 * rows, progress.part(0, 1, 3));
        Optional<Modes> modes = train instanceof PointSource points ? Modes.of(points) : Optional.empty();
        return new Yardstick(
                space, rows, space.features(train, MAX_TRAINING_ROWS, progress.part(1, 3, 3)), held, modes);
    }

    /** Held-out samples that any of the metrics takes. */
    public static int leastHeldOut() {
        return 16;
    }

    /** What a metric lacks to be taken; empty if it can be taken. */
    public Optional<String> lacking(Metric metric) {
        return switch (metric) {
            case FRECHET ->
                coversFeatures()
                        ? Optional.empty()
                        : Optional.of("more rows than features are needed, there are " + describe());
            case COVERED_MODES, GOOD_SHARE ->
                modes.isPresent() ? Optional.empty() : Optional.of("points with labels are needed");
            case KID, PRECISION, RECALL -> Optional.empty();
        };
    }

    /** Samples on each side of a comparison, and the features they are compared in. */
    public String describe() {
        return rows + " rows of " + reference.columns() + " features";
    }

    /** Name of the feature space. */
    public String features() {
        return space.name();
    }

    /**
     * Measures generated samples.
     *
     * @param samples at least as many as a comparison has rows, in the range that networks work in
     */
    public SampleQuality measure(FeatureMatrix samples) {
        FeatureMatrix sampled = space.features(samples);
        Optional<List<Integer>> classes = space instanceof FeatureClassifier classifier
                ? Optional.of(classifier.histogram(samples))
                : Optional.empty();
        FeatureMatrix compared = sampled.slice(0, Math.min(rows, sampled.rows()));
        return new SampleQuality(
                compared.rows(),
                distances(compared),
                floor,
                PrecisionRecall.measure(reference, compared),
                Memorization.measure(train, heldOut, sampled),
                PairwiseDistance.mean(compared) / realDistance,
                classes,
                modes.map(mixture -> mixture.coverage(samples)));
    }

    /**
     * How different a few samples are from one another, relative to reals: near 1 when healthy, near 0 when the generator has
     * collapsed.
     */
    public double diversity(FeatureMatrix samples) {
        return PairwiseDistance.mean(space.features(samples)) / realDistance;
    }

    /** As a covariance takes. */
    private boolean coversFeatures() {
        return rows > reference.columns();
    }

    private SampleQuality.Distances distances(FeatureMatrix compared) {
        return new SampleQuality.Distances(
                coversFeatures()
                        ? OptionalDouble.of(FrechetDistance.between(compared, reference))
                        : OptionalDouble.empty(),
                KernelDistance.between(compared, reference, SEED));
    }
}
