package dev.gantry.engine.detection;

import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.PictureNetwork;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.imaging.Picture;
import java.util.ArrayList;
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
        for (int i = 0; i < parts.size(); i++) {
            extractors.add(new PictureNetwork(
                    parts.extractors().get(i).graph(),
                    "features",
                    parts.parameters().get(i),
                    device));
        }
    }

    /** The detector. The three sets share no picture. */
    RoleSnapshot fit(ReplaySet heads, ReplaySet validation, ReplaySet stack) {
        List<FeatureMatrix> headFeatures = features(heads);
        List<FeatureMatrix> validationFeatures = features(validation);
        List<FeatureMatrix> stackFeatures = features(stack);
        List<LogisticHead> fitted = new ArrayList<>();
        FeatureMatrix scores = FeatureMatrix.zeros(stack.classes().length, parts.size());
        for (int i = 0; i < parts.size(); i++) {
            LogisticHead head = LogisticHead.fit(
                    headFeatures.get(i), heads.classes(), validationFeatures.get(i), validation.classes());
            scores.setColumn(i, head.scores(stackFeatures.get(i)));
            fitted.add(head);
        }
        LogisticRegression weights =
                LogisticRegression.fit(scores, stack.classes(), STACK_PENALTY, LogisticRegression.zero(parts.size()));
        return parts.assemble(fitted, weights);
    }

    /** Of each extractor; pictures of one degradation at a time are in memory. */
    private List<FeatureMatrix> features(ReplaySet set) {
        List<List<FeatureMatrix>> byExtractor = new ArrayList<>();
        extractors.forEach(extractor -> byExtractor.add(new ArrayList<>()));
        for (Degradation degradation : Degradation.values()) {
            List<Picture> pictures = set.degraded(degradation, seed);
            for (int i = 0; i < extractors.size(); i++) {
                byExtractor.get(i).add(extractors.get(i).apply(pictures));
            }
        }
        return byExtractor.stream().map(FeatureMatrix::concatenate).toList();
    }

    @Override
    public void close() {
        extractors.forEach(PictureNetwork::close);
    }
}
