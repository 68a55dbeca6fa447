package dev.gantry.detector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gantry.contracts.models.Calibration;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.DetectorCard.Ground;
import dev.gantry.contracts.models.DetectorCard.Threshold;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.contracts.models.TensorSpec;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.networks.Role;
import dev.gantry.networks.feature.DetectorGraph;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.json.CanonicalJson;
import dev.gantry.networks.onnx.OnnxEmitter;
import dev.gantry.networks.shape.Shape;
import dev.gantry.platform.models.Artifact;
import dev.gantry.platform.models.Checkpoint;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.platform.signing.SigningKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A detector that takes flat grey pictures of 28 × 28 pixels for real and black or white ones for synthetic: its score is the
 * logarithm of the power of the picture's mean.
 */
final class TinyDetector {
    static final int EDGE = 28;
    /** That one in a hundred real pictures may exceed. */
    static final double THRESHOLD = -6 + 197 * 0.03;

    /** The score that {@link #publishIndifferent} gives. */
    static final float INDIFFERENCE = -3;

    private TinyDetector() {}

    /** Publishes it as the next version of a model. */
    static PublishedVersion publish(ModelStore models, SigningKey key, String model, String jobId, Path folder)
            throws IOException {
        return publish(models, key, model, jobId, folder, 1, 0);
    }

    /** Publishes one that cannot tell one picture from another. */
    static PublishedVersion publishIndifferent(
            ModelStore models, SigningKey key, String model, String jobId, Path folder) throws IOException {
        return publish(models, key, model, jobId, folder, 0, INDIFFERENCE);
    }

    /** Publishes one whose scores are no numbers, which is never live. */
    static PublishedVersion publishBroken(ModelStore models, SigningKey key, String model, String jobId, Path folder)
            throws IOException {
        return publish(models, key, model, jobId, folder, 1, Float.NaN);
    }

    private static PublishedVersion publish(
            ModelStore models, SigningKey key, String model, String jobId, Path folder, float weight, float bias)
            throws IOException {
        Graph graph = DetectorGraph.detector(List.of(DetectorGraph.spectrum(Shape.batched(1, EDGE, EDGE))));
        Path file = Files.createTempFile(folder, "detector", ".onnx");
        try (OutputStream out = Files.newOutputStream(file)) {
            OnnxEmitter.write(Role.DETECTOR, graph, name -> values(name, weight, bias), Map.of(), out);
        }
        return models.publish(
                new Checkpoint(model, jobId, 1),
                List.of(new Artifact(Role.DETECTOR.name(), "onnx", "application/octet-stream", file)),
                (version, files) -> manifest(model, version, jobId, graph, files),
                key);
    }

    static byte[] flatPng(int value) {
        return PictureEncoder.png(flat(value, EDGE, EDGE));
    }

    static Picture flat(int value, int height, int width) {
        byte[] pixels = new byte[height * width];
        Arrays.fill(pixels, (byte) value);
        return new Picture(1, height, width, pixels);
    }

    private static FloatBuffer values(String name, float weight, float bias) {
        float[] values =
                switch (name) {
                    case "spectrum.head.mean", "spectrum.head.weight" -> new float[EDGE * EDGE];
                    case "spectrum.head.scale" -> filled(EDGE * EDGE, 1);
                    case "stack.weight" -> new float[] {weight};
                    case "stack.bias" -> new float[] {bias};
                    default -> new float[] {0};
                };
        if (name.equals("spectrum.head.weight")) {
            values[0] = 1;
        }
        return FloatBuffer.wrap(values);
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }

    private static Manifest manifest(
            String model, int version, String jobId, Graph graph, Map<String, StoredFile> files) {
        StoredFile file = Optional.ofNullable(files.get(Role.DETECTOR.name())).orElseThrow();
        List<Double> realScores =
                IntStream.range(0, 199).mapToObj(i -> -6 + i * 0.03).toList();
        DetectorCard card = new DetectorCard(
                new Calibration.Platt(1, 0),
                List.of(new Threshold(0.01, THRESHOLD)),
                realScores,
                Optional.empty(),
                new Ground(EDGE, 4 * EDGE, 1, OptionalInt.of(60)),
                List.of());
        Network network = new Network(
                file,
                CanonicalJson.sha256(graph),
                List.of(new TensorSpec("image", List.of(-1L, 1L, (long) EDGE, (long) EDGE))),
                List.of(new TensorSpec("score", List.of(-1L))),
                0);
        return new Manifest(
                Manifest.SCHEMA,
                model,
                version,
                jobId,
                1,
                Instant.EPOCH,
                "dcgan",
                new SampleSpec.Images(1, EDGE, EDGE),
                8,
                Map.of(Role.DETECTOR.name(), network),
                Map.of(),
                new Probe(0, 1, 0, 0, 0),
                Optional.of(card),
                Map.of(),
                new Manifest.Provenance(
                        JsonNodeFactory.instance.objectNode(),
                        JsonNodeFactory.instance.objectNode(),
                        "0".repeat(64),
                        1,
                        1,
                        "test"));
    }
}
