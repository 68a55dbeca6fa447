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
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Fits a detector to what a run has left: discriminators and generators at several moments, and real pictures that no
 * discriminator was trained on.
 *
 * <p>A discriminator's own logits tell little once training is balanced, but the activations of several of them do, and so does
 * the cosine spectrum (Frank et al., <a href="https://arxiv.org/abs/2003.08685">arXiv:2003.08685</a>). So do the
 * features of a network trained for the purpose. Each gets a logistic head; a logistic stack weighs the heads. Everything is fitted and measured on pictures that have taken the same ways:
 * stored without loss, as JPEG, blurred, resized.
 */
public final class DetectorFitter {
    private static final double REQUIRED_RATE = 0.01;
    private static final int PERCENT = 100;
    private static final int MAX_TRUNKS = 4;

    /** More pictures than this for one purpose cost time and tell little. */
    private static final int MAX_PICTURES = 3000;

    private static final int MAX_TRAINING_PICTURES = 8000;

    /** Bounds the time that large training pictures take: 24 MiB, for instance 2,048 in colour of 64 by 64 pixels. */
    private static final int MAX_TRAINING_BYTES = 24 << 20;

    /** Bounds the memory of a feature matrix: 64 MiB. */
    private static final int MAX_FEATURE_VALUES = 16 << 20;

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
        if (heldOut.size() < leastHeldOut()) {
            throw new IllegalArgumentException("held-out pictures are " + heldOut.size() + ": a threshold at "
                    + REQUIRED_RATE + " takes at least " + leastHeldOut());
        }
        progress.at(0, PERCENT);
        DetectorSplit split = DetectorSplit.of(heldOut.size());
        List<RoleSnapshot> generators =
                checkpoints.stream().map(Checkpoint::generator).toList();
        List<RoleSnapshot> served = generators.subList(generators.size() - 1, generators.size());
        int mostShown = Math.min(MAX_TRAINING_PICTURES, MAX_TRAINING_BYTES / train.imageBytes());
        List<Picture> known = Pictures.spread(train, mostShown);
        IntFunction<LabelledPictures> shown =
                epoch -> replay("forensics." + epoch, known, generators).mixed(seed);
        DetectorParts parts = DetectorParts.of(
                trunk,
                trunks(checkpoints),
                ForensicClassifier.train(
                        trunk,
                        checkpoints.get(checkpoints.size() - 1).discriminator(),
                        shown::apply,
                        seed,
                        device,
                        progress.part(5, 55, PERCENT)));
        int most = Math.min(MAX_PICTURES, MAX_FEATURE_VALUES / parts.mostFeatures() / Degradation.values().length / 2);
        RoleSnapshot network;
        try (HeadFitter fitter = new HeadFitter(parts, device, seed)) {
            network = fitter.fit(
                    shown.apply(0),
                    replay("heads", heldOut, split.heads().atMost(most), generators),
                    replay("validation", heldOut, split.validation().atMost(most), generators),
                    replay("stack", heldOut, split.stack().atMost(most), generators),
                    progress.part(55, 90, PERCENT));
        }
        try (PictureNetwork detector = new PictureNetwork(network.graph(), "score", network.parameters(), device)) {
            DetectorCalibration calibration = new DetectorMeasurement(detector, seed)
                    .calibrate(
                            replay("calibration", heldOut, split.calibration().atMost(MAX_PICTURES), generators),
                            replay("evaluation", heldOut, split.evaluation().atMost(MAX_PICTURES), served),
                            ground,
                            progress.part(90, PERCENT, PERCENT));
            return new FittedDetector(network, calibration);
        }
    }

    private ReplaySet replay(String purpose, ImageSource heldOut, Range range, List<RoleSnapshot> generators) {
        return replay(purpose, Pictures.of(heldOut, range.begin(), range.end()), generators);
    }

    /** As many synthetic pictures as real ones. */
    private ReplaySet replay(String purpose, List<Picture> reals, List<RoleSnapshot> generators) {
        RandomStream latents = RandomStream.of(seed, "detector." + purpose + ".latents");
        return new ReplaySet(purpose, reals, generation.replay(generators, reals.size(), latents));
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
}
