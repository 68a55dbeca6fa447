package dev.gantry.engine.detection;

import dev.gantry.engine.data.LabelledPictures;
import dev.gantry.engine.data.Pictures;
import dev.gantry.engine.detection.DetectorCalibration.Ground;
import dev.gantry.engine.detection.DetectorSplit.Range;
import dev.gantry.engine.features.PictureNetwork;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.ImageSource;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.imaging.Picture;
import dev.gantry.networks.graph.Graph;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Fits a detector to what one or several runs have left: discriminators and generators at several moments, and real pictures that
 * no discriminator was trained on.
 *
 * <p>A discriminator's own logits tell little once training is balanced, but the activations of several of them do, and so does
 * the cosine spectrum (Frank et al., <a href="https://arxiv.org/abs/2003.08685">arXiv:2003.08685</a>). So do the
 * features of a network trained for the purpose. Each gets a logistic head; a logistic stack weighs the heads. Everything is fitted and measured on pictures that have taken the same ways:
 * stored without loss, as JPEG, blurred, resized.
 */
public final class DetectorFitter {
    private static final double REQUIRED_RATE = 0.01;
    private static final int PERCENT = 100;
    private static final String EVALUATION = "evaluation";

    /** More pictures than this for one purpose cost time and tell little. */
    private static final int MAX_PICTURES = 3000;

    private static final int MAX_TRAINING_PICTURES = 8000;

    /** Bounds the time that large training pictures take: 24 MiB, for instance 2,048 in colour of 64 by 64 pixels. */
    private static final int MAX_TRAINING_BYTES = 24 << 20;

    /** Bounds the memory of a feature matrix: 64 MiB. */
    private static final int MAX_FEATURE_VALUES = 16 << 20;

    private final ComputeDevice device;
    private final long seed;

    /** @param seed of everything that is drawn */
    public DetectorFitter(ComputeDevice device, long seed) {
        this.device = device;
        this.seed = seed;
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
     * Fits to what a run has left.
     *
     * @param trunk the family's discriminator features
     * @param checkpoints of the run, in order; the last one is what the detector is for
     * @param train what the discriminators were trained on
     * @param heldOut never shown to the discriminators, in random order
     * @param ground sizes of pictures that count as known
     * @param progress in percent of the time it takes, roughly
     * @throws IllegalArgumentException if there are fewer held-out pictures than {@link #leastHeldOut()}
     */
    public FittedDetector fit(
            Graph trunk,
            List<Checkpoint> checkpoints,
            ImageSource train,
            ImageSource heldOut,
            Ground ground,
            WorkProgress progress) {
        return fit(DetectorSources.ofRun(trunk, checkpoints, device), train, heldOut, ground, progress);
    }

    /**
     * Fits, calibrates and evaluates.
     *
     * @param train shown to the forensic network, and perhaps to the trunks
     * @param heldOut shown to neither, in random order
     * @param ground sizes of pictures that count as known
     * @param progress in percent of the time it takes, roughly
     * @throws IllegalArgumentException if there are fewer held-out pictures than {@link #leastHeldOut()}
     */
    public FittedDetector fit(
            DetectorSources sources, ImageSource train, ImageSource heldOut, Ground ground, WorkProgress progress) {
        if (heldOut.size() < leastHeldOut()) {
            throw new IllegalArgumentException("held-out pictures are " + heldOut.size() + ": a threshold at "
                    + REQUIRED_RATE + " takes at least " + leastHeldOut());
        }
        progress.at(0, PERCENT);
        DetectorSplit split = DetectorSplit.of(heldOut.size());
        int mostShown = Math.min(MAX_TRAINING_PICTURES, MAX_TRAINING_BYTES / train.imageBytes());
        List<Picture> known = Pictures.spread(train, mostShown);
        IntFunction<LabelledPictures> shown =
                epoch -> replay("forensics." + epoch, known, sources).mixed(seed);
        DetectorParts parts = DetectorParts.of(
                sources.trunks(),
                ForensicClassifier.train(sources.start(), shown::apply, seed, device, progress.part(5, 55, PERCENT)));
        int most = Math.min(MAX_PICTURES, MAX_FEATURE_VALUES / parts.mostFeatures() / Degradation.values().length / 2);
        RoleSnapshot network;
        try (HeadFitter fitter = new HeadFitter(parts, device, seed)) {
            network = fitter.fit(
                    shown.apply(0),
                    replay("heads", pictures(heldOut, split.heads(), most), sources),
                    replay("validation", pictures(heldOut, split.validation(), most), sources),
                    replay("stack", pictures(heldOut, split.stack(), most), sources),
                    progress.part(55, 90, PERCENT));
        }
        List<Picture> calibration = pictures(heldOut, split.calibration(), MAX_PICTURES);
        List<Picture> evaluation = pictures(heldOut, split.evaluation(), MAX_PICTURES);
        try (PictureNetwork detector = new PictureNetwork(network.graph(), "score", network.parameters(), device)) {
            DetectorCalibration found = new DetectorMeasurement(detector, seed)
                    .calibrate(
                            replay("calibration", calibration, sources),
                            new ReplaySet(
                                    EVALUATION, evaluation, sources.served(evaluation.size(), latents(EVALUATION))),
                            sources.parts(evaluation.size()),
                            ground,
                            progress.part(90, PERCENT, PERCENT));
            return new FittedDetector(network, found);
        }
    }

    private static List<Picture> pictures(ImageSource heldOut, Range range, int most) {
        Range some = range.atMost(most);
        return Pictures.of(heldOut, some.begin(), some.end());
    }

    /** As many synthetic pictures as real ones. */
    private ReplaySet replay(String purpose, List<Picture> reals, DetectorSources sources) {
        return new ReplaySet(purpose, reals, sources.replay(reals.size(), latents(purpose)));
    }

    private RandomStream latents(String purpose) {
        return RandomStream.of(seed, "detector." + purpose + ".latents");
    }
}
