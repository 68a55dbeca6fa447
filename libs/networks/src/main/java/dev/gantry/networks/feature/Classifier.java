package dev.gantry.networks.feature;

import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.MaxPool;
import dev.gantry.networks.op.ReduceMean;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.shape.Shape;
import java.util.List;

/** A small convolutional classifier; its penultimate layer is a feature space for sample metrics. */
public final class Classifier {

    /** Length of the penultimate layer. */
    public static final int FEATURES = 64;

    private static final Initializer WEIGHT = new Initializer.KaimingUniform(0);
    private static final Conv SAME = new Conv(1, 1);
    private static final MaxPool HALVE = new MaxPool(2, 2, 0);

    /** Maps of this side or less are averaged, not halved again. */
    private static final int SMALLEST_MAP = 8;

    private Classifier() {}

    /**
     * {@code image [N, C, R, R]} to {@code features [N, 64]}, which are at least 0, and {@code logits [N, classes]}.
     *
     * @param width channels of the first maps; each halving doubles them, up to four times the width
     */
    public static Graph graph(int classes, int channels, int resolution, int width) {
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("image", Shape.batched(channels, resolution, resolution));
        int maps = width;
        for (int side = resolution; side > SMALLEST_MAP; side /= 2) {
            x = b.node("b" + side + ".halved", HALVE, convolution(b.scope("b" + side), x, maps));
            maps = Math.min(2 * maps, 4 * width);
        }
        x = convolution(b.scope("top"), x, maps);
        x = b.node("top.pooled", new ReduceMean(List.of(2, 3), false), x);
        x = b.node("penultimate.relu", new Relu(), Layers.linear(b, "penultimate", x, FEATURES, WEIGHT));
        b.output("features", x);
        b.output("logits", Layers.linear(b, "head", x, classes, WEIGHT));
        return b.build();
    }

    private static Value convolution(GraphBuilder block, Value x, int maps) {
        return block.node("relu", new Relu(), Layers.convWithBias(block, "conv", x, maps, 3, SAME, WEIGHT));
    }
}
