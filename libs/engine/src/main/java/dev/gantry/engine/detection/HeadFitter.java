package dev.gantry.engine.detection;

import dev.gantry.engine.data.LabelledPictures;
import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.PictureNetwork;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.imaging.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fits a logistic head to each feature extractor, then a logistic stack to the heads. */
final class HeadFitter implements AutoCloseable {
    private static final double STACK_PENALTY = 1e-3;

    private final DetectorParts parts;
    private final long seed;
    private final List<PictureNetwork> extractors = new ArrayList<>();

    HeadFitter(DetectorParts parts, ComputeDevice device, long seed) {
        this.parts = parts;
        this.seed = seed;
        for (DetectorParts.Part part : parts.parts()) {
            extractors.add(new PictureNetwork(part.extractor().graph(), "features", part.parameters(), device));
        }
    }

    /**
     * The detector. The sets share no picture.
     *
     * @param shown training pictures and samples, for the heads of extractors that have not learned from them
     */
    RoleSnapshot fit(
            LabelledPictures shown, ReplaySet heads, ReplaySet validation, ReplaySet stack, WorkProgress progress) {
        List<FeatureMatrix> headFeatures = features(heads, progress.part(0, 1, 4));
        List<FeatureMatrix> validationFeatures = features(validation, progress.part(1, 2, 4));
        List<FeatureMatrix> stackFeatures = features(stack, progress.part(2, 3, 4));
        WorkProgress fitting = progress.part(3, 4, 4);
        List<LogisticHead> fitted = new ArrayList<>();
        FeatureMatrix scores = FeatureMatrix.zeros(stack.classes().length, parts.size());
        for (int i = 0; i < parts.size(); i++) {
            FeatureMatrix rows = headFeatures.get(i);
            boolean[] classes = heads.classes();
            if (!parts.parts().get(i).learned()) {
                rows = FeatureMatrix.concatenate(List.of(rows, extractors.get(i).apply(shown.pictures())));
                classes = concatenate(classes, shown);
            }
            LogisticHead head = LogisticHead.fit(rows, classes, validationFeatures.get(i), validation.classes());
            scores.setColumn(i, head.scores(stackFeatures.get(i)));
            fitted.add(head);
            fitting.at(i + 1, parts.size());
        }
        LogisticRegression weights =
                LogisticRegression.fit(scores, stack.classes(), STACK_PENALTY, LogisticRegression.zero(parts.size()));
        return parts.assemble(fitted, weights);
    }

    /** Of each extractor; pictures of one degradation at a time are in memory. */
    private List<FeatureMatrix> features(ReplaySet set, WorkProgress progress) {
        List<List<FeatureMatrix>> byExtractor = new ArrayList<>();
        extractors.forEach(extractor -> byExtractor.add(new ArrayList<>()));
        for (Degradation degradation : Degradation.values()) {
            List<Picture> pictures = set.degraded(degradation, seed);
            for (int i = 0; i < extractors.size(); i++) {
                byExtractor.get(i).add(extractors.get(i).apply(pictures));
            }
            progress.at(byExtractor.get(0).size(), Degradation.values().length);
        }
        return byExtractor.stream().map(FeatureMatrix::concatenate).toList();
    }

    private static boolean[] concatenate(boolean[] classes, LabelledPictures shown) {
        boolean[] all = Arrays.copyOf(classes, classes.length + shown.size());
        Arrays.fill(all, classes.length + shown.negatives().size(), all.length, true);
        return all;
    }

    @Override
    public void close() {
        extractors.forEach(PictureNetwork::close);
    }
}
