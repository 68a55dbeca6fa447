package dev.gantry.engine.detection;

import dev.gantry.engine.data.Pictures;
import dev.gantry.engine.detection.DetectorCalibration.Evaluation;
import dev.gantry.engine.detection.DetectorCalibration.Ground;
import dev.gantry.engine.detection.DetectorCalibration.Threshold;
import dev.gantry.engine.detection.DetectorSplit.Range;
import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.PictureNetwork;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.ImageSource;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.imaging.Picture;
import dev.gantry.networks.graph.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits a detector to what a run has left: discriminators and generators at several moments, and real pictures that no
 * discriminator was trained on.
 *
 * <p>A discriminator's own logits tell little once training is balanced, but the activations of several of them do, and so does
 * the cosine spectrum (Frank et al., <a href="https://arxiv.org/abs/2003.08685">arXiv:2003.08685</a>). Each gets a logistic
 * head; a logistic stack weighs the heads. Everything is fitted and measured on pictures that have taken the same ways:
 * stored without loss, as JPEG, blurred, resized.
 */
public final class DetectorFitter {
    /** Rates that thresholds are set for, when there are enough reals to hold them. */
    private static final double[] FALSE_POSITIVE_RATES = {0.002, 0.01, 0.05};

    private static final double REQUIRED_RATE = 0.01;
    private static final int MAX_TRUNKS = 4;
    private static final int JPEG_QUALITY = 75;
    private static final double STACK_PENALTY = 1e-3;

    /** Bounds the memory of a feature matrix: 128 MiB. */
    private static final int MAX_FEATURE_VALUES = 32 << 20;

    private final ComputeDevice device;
    private final long seed;
    private final SyntheticPictures generation;

    /** @param seed of everything that is drawn */
    public DetectorFitter(ComputeDevice device, long seed) {
        this.device = device;
        this.seed = seed;
        this.generation = new SyntheticPictures(device);
    }

    /** Held-out reals that a threshold at 1 % takes at least. */
    public static int leastHeldOut() {
        int heldOut = 1;
        while (REQUIRED_RATE * (DetectorSplit.of(heldOut).calibration().size() + 1) < 1) {
            heldOut++;
        }
        return heldOut;
    }

    /**
     * Fits, calibrates and evaluates.
     *
     * @param trunk the family's discriminator features
     * @param checkpoints of the run, in order; the last one is what the detector is for
     * @param heldOut never shown to the discriminators, in random order
     * @param ground sizes of pictures that count as known
     * @throws IllegalArgumentException if there are fewer held-out pictures than {@link #leastHeldOut()}
     */
    public FittedDetector fit(Graph trunk, List<Checkpoint> checkpoints, ImageSource heldOut, Ground ground) {
        if (heldOut.size() < leastHeldOut()) {
            throw new IllegalArgumentException("held-out pictures are " + heldOut.size() + ": a threshold at "
                    + REQUIRED_RATE + " takes at least " + leastHeldOut());
        }
        DetectorSplit split = DetectorSplit.of(heldOut.size());
        List<RoleSnapshot> generators =
                checkpoints.stream().map(Checkpoint::generator).toList();
        DetectorParts parts = DetectorParts.of(trunk, trunks(checkpoints));

        int most = MAX_FEATURE_VALUES / parts.mostFeatures() / Degradation.values().length / 2;
        ReplaySet heads = replay(heldOut, split.heads(), generators, "heads").atMost(most);
        ReplaySet validation =
                replay(heldOut, split.validation(), generators, "validation").atMost(most);
        ReplaySet stack = replay(heldOut, split.stack(), generators, "stack").atMost(most);
        ReplaySet calibration = replay(heldOut, split.calibration(), generators, "calibration");
        ReplaySet evaluation = replay(
                heldOut,
                split.evaluation(),
                generators.subList(generators.size() - 1, generators.size()),
                "evaluation");

        RoleSnapshot network = fitNetwork(parts, heads, validation, stack);
        try (PictureNetwork detector = new PictureNetwork(network.graph(), "score", network.parameters(), device)) {
            return new FittedDetector(network, calibrate(detector, calibration, evaluation, ground));
        }
    }

    private RoleSnapshot fitNetwork(DetectorParts parts, ReplaySet heads, ReplaySet validation, ReplaySet stack) {
        List<Picture> headPictures = heads.degraded(seed, "heads");
        List<Picture> validationPictures = validation.degraded(seed, "validation");
        List<Picture> stackPictures = stack.degraded(seed, "stack");
        List<LogisticHead> fitted = new ArrayList<>();
        FeatureMatrix scores = FeatureMatrix.zeros(stackPictures.size(), parts.size());
        for (int i = 0; i < parts.size(); i++) {
            Graph extractor = parts.extractors().get(i).graph();
            try (PictureNetwork network =
                    new PictureNetwork(extractor, "features", parts.parameters().get(i), device)) {
                LogisticHead head = LogisticHead.fit(
                        network.apply(headPictures),
                        heads.classes(),
                        network.apply(validationPictures),
                        validation.classes());
                scores.setColumn(i, head.scores(network.apply(stackPictures)));
                fitted.add(head);
            }
        }
        LogisticRegression weights =
                LogisticRegression.fit(scores, stack.classes(), STACK_PENALTY, LogisticRegression.zero(parts.size()));
        return parts.assemble(fitted, weights);
    }

    private DetectorCalibration calibrate(
            PictureNetwork detector, ReplaySet calibration, ReplaySet evaluation, Ground ground) {
        double[] scores = detector.scores(calibration.degraded(seed, "calibration"));
        List<double[]> realsByCondition = new ArrayList<>();
        for (int begin = 0; begin < scores.length; begin += calibration.size()) {
            realsByCondition.add(Arrays.copyOfRange(
                    scores, begin, begin + calibration.reals().size()));
        }
        RealScores realScores = RealScores.envelope(realsByCondition);
        List<Threshold> thresholds = Arrays.stream(FALSE_POSITIVE_RATES)
                .filter(rate -> rate >= realScores.leastRate())
                .mapToObj(rate -> new Threshold(rate, realScores.threshold(rate)))
                .toList();
        return new DetectorCalibration(
                ScoreCalibration.fit(scores, calibration.classes(), calibration.size()),
                thresholds,
                realScores,
                ground,
                evaluate(detector, evaluation, thresholds));
    }

    private static List<Evaluation> evaluate(PictureNetwork detector, ReplaySet set, List<Threshold> thresholds) {
        List<Evaluation> evaluations = new ArrayList<>(evaluate("plain", detector, set, thresholds));
        ReplaySet compressed = new ReplaySet(compressed(set.reals()), compressed(set.synthetics()));
        evaluations.addAll(evaluate("jpeg" + JPEG_QUALITY, detector, compressed, thresholds));
        return evaluations;
    }

    private static List<Evaluation> evaluate(
            String condition, PictureNetwork detector, ReplaySet set, List<Threshold> thresholds) {
        double[] reals = detector.scores(set.reals());
        double[] synthetics = detector.scores(set.synthetics());
        double area = RocCurve.area(reals, synthetics);
        return thresholds.stream()
                .map(threshold -> new Evaluation(
                        condition,
                        reals.length,
                        synthetics.length,
                        area,
                        threshold.falsePositiveRate(),
                        RocCurve.shareAbove(synthetics, threshold.score()),
                        RocCurve.shareAbove(reals, threshold.score())))
                .toList();
    }

    private ReplaySet replay(ImageSource heldOut, Range range, List<RoleSnapshot> generators, String purpose) {
        RandomStream latents = RandomStream.of(seed, "detector." + purpose + ".latents");
        return new ReplaySet(
                Pictures.of(heldOut, range.begin(), range.end()), generation.replay(generators, range.size(), latents));
    }

    /** The last discriminator and others at even distances before it. */
    private static List<RoleSnapshot> trunks(List<Checkpoint> checkpoints) {
        int count = Math.min(MAX_TRUNKS, checkpoints.size());
        List<RoleSnapshot> trunks = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            trunks.add(checkpoints.get(checkpoints.size() * i / count - 1).discriminator());
        }
        return trunks;
    }

    private static List<Picture> compressed(List<Picture> pictures) {
        return pictures.stream()
                .map(picture -> Degradation.jpeg(picture, JPEG_QUALITY))
                .toList();
    }
}
