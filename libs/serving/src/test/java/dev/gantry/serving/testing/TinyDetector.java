package dev.gantry.serving.testing;

import dev.gantry.contracts.models.Calibration;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.contracts.models.TensorSpec;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.json.CanonicalJson;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.shape.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Scores a 4 by 4 picture of one channel with its mean, times {@code slope}. */
public record TinyDetector(float slope) {
    private static final int PIXELS = 16;

    public byte[] onnx() {
        float[] weight = new float[PIXELS];
        Arrays.fill(weight, slope / PIXELS);
        return Onnx.write(Role.DETECTOR, graph(), Map.of("head.weight", weight, "head.bias", new float[1]));
    }

    /** Even odds at score 0; synthetic above 1. */
    public static DetectorCard card() {
        return new DetectorCard(
                new Calibration.Platt(1, 0),
                List.of(new DetectorCard.Threshold(0.01, 1)),
                List.of(-1.0, 0.0, 1.0),
                Optional.empty(),
                new DetectorCard.Ground(1, 4096, 10, OptionalInt.of(60)),
                List.of());
    }

    /** The manifest's entry for the stored file. */
    public static Network network(StoredFile file) {
        return new Network(
                file,
                CanonicalJson.sha256(graph()),
                List.of(new TensorSpec("image", List.of(-1L, 1L, 4L, 4L))),
                List.of(new TensorSpec("score", List.of(-1L))),
                0);
    }

    private static Graph graph() {
        GraphBuilder b = new GraphBuilder();
        var flat = Layers.flatten(b, "flat", b.input("image", Shape.batched(1, 4, 4)));
        var score = Layers.linear(b, "head", flat, 1, Initializer.zeros());
        b.output("score", b.node("scalar", new Reshape(List.of()), score));
        return b.build();
    }
}
