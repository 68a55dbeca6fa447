package dev.gantry.engine.metrics;

import dev.gantry.engine.data.LabelledImages;
import dev.gantry.engine.export.RoleExporter;
import dev.gantry.engine.features.ClassifierTraining;
import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.FeatureSpace;
import dev.gantry.engine.features.OnnxExtractor;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.engine.train.SampleSource;
import dev.gantry.networks.Role;
import dev.gantry.networks.feature.Classifier;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.shape.Shape;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A classifier of a dataset's own classes, as an ONNX network. Its penultimate layer is the feature space of the metrics: for
 * small pictures it separates better than networks that were trained on photographs.
 */
public final class FeatureClassifier implements FeatureSpace {
    private static final Role ROLE = new Role("classifier");
    private static final int WIDTH = 16;
    private static final String LOGITS = "logits";
    private static final int DIGEST_DIGITS = 12;

    private final byte[] onnx;
    private final OnnxExtractor network;

    private FeatureClassifier(byte[] onnx, OnnxExtractor network) {
        this.onnx = onnx;
        this.network = network;
    }

    /**
     * Trains on labelled square images.
     *
     * @param epochs passes over the images, at least 1
     * @param progress in percent
     * @throws IllegalArgumentException if the images have no labels
     */
    public static FeatureClassifier train(
            LabelledImages images, int epochs, long seed, ComputeDevice device, WorkProgress progress) {
        if (images.classes() == 0) {
            throw new IllegalArgumentException("the images have no labels");
        }
        Graph graph = Classifier.graph(images.classes(), images.channels(), images.height(), WIDTH);
        try (ClassifierTraining training = new ClassifierTraining(graph, Map.of(), seed, device)) {
            RoleSnapshot trained = new RoleSnapshot(ROLE, graph, training.run(epochs, epoch -> images, progress));
            return open(RoleExporter.export(trained, Map.of()).onnx(), images.shape());
        }
    }

    /**
     * Opens one that was trained before.
     *
     * @param onnx its {@link #onnx()}
     * @param sample shape of the images
     * @throws dev.gantry.engine.features.UnusableExtractorException if it is no such network
     */
    public static FeatureClassifier open(byte[] onnx, Shape sample) {
        String name = "classifier-" + Classifier.FEATURES + ":" + digest(onnx);
        return new FeatureClassifier(onnx.clone(), OnnxExtractor.open(name, onnx, sample));
    }

    /** {@code image [N, C, H, W]} to {@code features [N, 64]} and {@code logits [N, classes]}. */
    public byte[] onnx() {
        return onnx.clone();
    }

    /** {@code classifier-64:}, and what tells this one from others. */
    @Override
    public String name() {
        return network.name();
    }

    /** A row of {@value Classifier#FEATURES} features for each image. */
    @Override
    public FeatureMatrix features(FeatureMatrix samples) {
        return network.features(samples);
    }

    /** Number of samples of each class. */
    List<Integer> histogram(FeatureMatrix samples) {
        FeatureMatrix logits = network.output(samples, LOGITS);
        int[] counts = new int[logits.columns()];
        for (int found : mostProbable(logits)) {
            counts[found]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    /** The share of images whose most probable class is their label. */
    public double accuracy(LabelledImages images) {
        int[] found = mostProbable(network.output(rows(images), LOGITS));
        int right = 0;
        for (int i = 0; i < found.length; i++) {
            right += found[i] == images.label(i) ? 1 : 0;
        }
        return (double) right / found.length;
    }

    @Override
    public void close() {
        network.close();
    }

    private static int[] mostProbable(FeatureMatrix logits) {
        int[] classes = new int[logits.rows()];
        for (int row = 0; row < classes.length; row++) {
            for (int c = 1; c < logits.columns(); c++) {
                if (logits.get(row, c) > logits.get(row, classes[row])) {
                    classes[row] = c;
                }
            }
        }
        return classes;
    }

    private static FeatureMatrix rows(SampleSource source) {
        float[] values = new float[Math.multiplyExact(source.size(), source.sampleLength())];
        source.read(IntStream.range(0, source.size()).toArray(), FloatBuffer.wrap(values));
        return new FeatureMatrix(source.size(), source.sampleLength(), values);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
