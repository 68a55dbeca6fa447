package dev.gantry.networks.feature;

import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Add;
import dev.gantry.networks.op.Concat;
import dev.gantry.networks.op.Log;
import dev.gantry.networks.op.MatMul;
import dev.gantry.networks.op.Mul;
import dev.gantry.networks.op.ReduceMean;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.op.Sub;
import dev.gantry.networks.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The detector: several feature extractors over one picture, a logistic head on each, and a logistic stack of the heads.
 * Every part is a graph of its own, so that it can be fitted alone and then embedded.
 */
public final class DetectorGraph {

    /** Far below the power of 8-bit rounding, (2/255)²/12, and far above that of float32 arithmetic. */
    private static final float POWER_FLOOR = 1e-6f;

    private static final String FEATURES = "features";
    private static final int FORENSIC_FEATURES = 64;
    private static final Initializer RECTIFIED = new Initializer.KaimingUniform(0);

    private DetectorGraph() {}

    /**
     * A part of the detector.
     *
     * @param name  begins the names of its parameters in the detector
     * @param graph {@code image [N, C, H, W]} to {@code features [N, F]}
     */
    public record Extractor(String name, Graph graph) {}

    /**
     * Features of several discriminators side by side, {@code image [N, C, H, W]} to {@code features [N, F]}.
     *
     * @param trunks one for each snapshot, as {@link dev.gantry.networks.family.Family#discriminatorFeatures} gives them;
     *     parameters of the i-th are named {@code trunk<i>.…}
     */
    public static Extractor activations(List<Graph> trunks) {
        GraphBuilder b = new GraphBuilder();
        Value image = b.input("image", imageShape(trunks));
        List<Value> features = new ArrayList<>();
        for (int i = 0; i < trunks.size(); i++) {
            features.add(embedded(b, trunks.get(i), "trunk" + i, image, FEATURES));
        }
        b.output(FEATURES, b.node("joined", new Concat(1), features));
        return new Extractor("activations", b.build());
    }

    /**
     * Logarithmic power of the 2-D cosine spectrum of the channels' mean: square {@code image [N, C, R, R]} to
     * {@code features [N, R²]}. Upsampling by transposed convolution leaves traces there.
     *
     * <p>Frank et al., <a href="https://arxiv.org/abs/2003.08685">Leveraging Frequency Analysis for Deep Fake Image
     * Recognition</a>, 2020.
     */
    public static Extractor spectrum(Shape image) {
        GraphBuilder b = new GraphBuilder();
        int side = image.dim(2);
        Value grey = b.node("grey", new ReduceMean(List.of(1), false), b.input("image", image));
        Value columns = b.constant("cosines", Shape.of(side, side), new Initializer.Cosines(false));
        Value rows = b.constant("cosines.transposed", Shape.of(side, side), new Initializer.Cosines(true));
        Value spectrum = b.node("spectrum", new MatMul(), b.node("columns", new MatMul(), columns, grey), rows);
        Value power = b.node("power", new Mul(), spectrum, spectrum);
        Value floor = b.constant("floor", Shape.SCALAR, new Initializer.Constant(POWER_FLOOR));
        Value logPower = b.node("log", new Log(), b.node("floored", new Add(), power, floor));
        b.output(FEATURES, Layers.flatten(b, "flat", logPower));
        return new Extractor("spectrum", b.build());
    }

    /**
     * A discriminator's body with a new head, to be trained to tell real from synthetic pictures: {@code image [N, C, H, W]} to
     * {@code features [N, 64]}, which are at least 0, and {@code logits [N, 2]}. The head sees every position of the last
     * layer by itself.
     *
     * @param trunk as {@link dev.gantry.networks.family.Family#discriminatorFeatures} gives it; its parameters are named
     *     {@code trunk.…}
     */
    public static Graph forensics(Graph trunk) {
        Graph body = trunk.only("top");
        GraphBuilder b = new GraphBuilder();
        Value top = embedded(b, body, "trunk", b.input("image", imageShape(List.of(body))), "top");
        Value features = Layers.linear(b, "penultimate", Layers.flatten(b, "flat", top), FORENSIC_FEATURES, RECTIFIED);
        features = b.node("penultimate.relu", new Relu(), features);
        b.output(FEATURES, features);
        b.output("logits", Layers.linear(b, "head", features, 2, RECTIFIED));
        return b.build();
    }

    /**
     * The whole detector, {@code image [N, C, H, W]} to {@code score [N]}: an uncalibrated logit, higher for more
     * synthetic. An extractor's own parameters are named {@code <extractor>.…}; its head's are the buffers
     * {@code <extractor>.head.mean} and {@code .scale}, both {@code [F]} and used as {@code (x - mean) · scale}, and
     * {@code <extractor>.head.weight [1, F]} and {@code .bias [1]}. The stack's are {@code stack.weight [1, extractors]}
     * and {@code stack.bias [1]}.
     */
    public static Graph detector(List<Extractor> extractors) {
        GraphBuilder b = new GraphBuilder();
        Value image = b.input(
                "image", imageShape(extractors.stream().map(Extractor::graph).toList()));
        List<Value> scores = new ArrayList<>();
        for (Extractor extractor : extractors) {
            Value features = embedded(b, extractor.graph(), extractor.name(), image, FEATURES);
            scores.add(head(b.scope(extractor.name()), features));
        }
        Value stacked = logistic(b, "stack", b.node("scores", new Concat(1), scores));
        b.output("score", b.node("stack.score", new Reshape(List.of()), stacked));
        return b.build();
    }

    /** What the first graph takes; embedding refuses those that differ. */
    private static Shape imageShape(List<Graph> graphs) {
        if (graphs.isEmpty()) {
            throw new IllegalArgumentException("there are no feature extractors, must be at least one");
        }
        return graphs.get(0).inputs().get(0).shape();
    }

    /** One output of a graph that is embedded under a name. */
    private static Value embedded(GraphBuilder b, Graph graph, String name, Value image, String output) {
        Value value = b.inline(graph, name, image).get(output);
        if (value == null) {
            throw new IllegalArgumentException(name + ": outputs are " + graph.outputs() + ", must have " + output);
        }
        return value;
    }

    private static Value head(GraphBuilder b, Value features) {
        Shape length = Shape.of(features.shape().dim(1));
        Value mean = b.buffer("head.mean", length, Initializer.zeros());
        Value scale = b.buffer("head.scale", length, Initializer.ones());
        Value centred = b.node("head.centred", new Sub(), features, mean);
        return logistic(b, "head", b.node("head.standardised", new Mul(), centred, scale));
    }

    private static Value logistic(GraphBuilder b, String name, Value features) {
        return Layers.linear(b, name, features, 1, Initializer.zeros());
    }
}
