package dev.gantry.engine.metrics;

import dev.gantry.engine.data.LabelledImages;
import dev.gantry.engine.data.Pictures;
import dev.gantry.engine.features.ClassifierTraining;
import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.PictureNetwork;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.imaging.Picture;
import dev.gantry.networks.feature.Classifier;
import dev.gantry.networks.graph.Graph;
import java.util.List;
import java.util.Map;

/**
 * A classifier of a dataset's own classes. Its penultimate layer is the feature space of the metrics: for small pictures it
 * separates better than networks that were trained on photographs.
 */
public final class FeatureClassifier implements AutoCloseable {
    private static final int WIDTH = 16;

    private final PictureNetwork features;
    private final PictureNetwork logits;

    private FeatureClassifier(Graph graph, Map<String, float[]> parameters, ComputeDevice device) {
        features = new PictureNetwork(graph, "features", parameters, device);
        logits = new PictureNetwork(graph, "logits", parameters, device);
    }

    /**
     * Trains on labelled square images.
     *
     * @param epochs passes over the images, at least 1
     * @throws IllegalArgumentException if the images have no labels
     */
    public static FeatureClassifier train(LabelledImages images, int epochs, long seed, ComputeDevice device) {
        if (images.classes() == 0) {
            throw new IllegalArgumentException("the images have no labels");
        }
        Graph graph = Classifier.graph(images.classes(), images.channels(), images.height(), WIDTH);
        try (ClassifierTraining training = new ClassifierTraining(graph, images, seed, device)) {
            return new FeatureClassifier(graph, training.run(epochs), device);
        }
    }

    /** A row of {@value Classifier#FEATURES} features for each picture. */
    public FeatureMatrix features(List<Picture> pictures) {
        return features.apply(pictures);
    }

    /** The most probable class of each picture. */
    public int[] classes(List<Picture> pictures) {
        FeatureMatrix rows = logits.apply(pictures);
        int[] classes = new int[rows.rows()];
        for (int row = 0; row < classes.length; row++) {
            for (int c = 1; c < rows.columns(); c++) {
                if (rows.get(row, c) > rows.get(row, classes[row])) {
                    classes[row] = c;
                }
            }
        }
        return classes;
    }

    /** The share of images whose most probable class is their label. */
    public double accuracy(LabelledImages images) {
        int[] found = classes(Pictures.of(images));
        int right = 0;
        for (int i = 0; i < found.length; i++) {
            right += found[i] == images.label(i) ? 1 : 0;
        }
        return (double) right / found.length;
    }

    @Override
    public void close() {
        features.close();
        logits.close();
    }
}
