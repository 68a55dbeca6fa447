package dev.gantry.networks.layer;

import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.op.Add;
import dev.gantry.networks.op.BatchNorm;
import dev.gantry.networks.op.Concat;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.op.LayerNorm;
import dev.gantry.networks.op.Linear;
import dev.gantry.networks.op.MatMul;
import dev.gantry.networks.op.Mul;
import dev.gantry.networks.op.ReduceMean;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.op.Sqrt;
import dev.gantry.networks.op.Sub;
import dev.gantry.networks.shape.Shape;
import java.util.List;

/** Layers that several networks share. Each declares its parameters below {@code name} and returns its result. */
public final class Layers {

    /** Keeps the square root of a variance, and its gradient, finite where a map is flat. */
    private static final float VARIANCE_FLOOR = 1e-6f;

    private static final float NORM_EPSILON = 1e-5f;

    private Layers() {}

    /** Convolution without bias, {@code [N, C, H, W]} to {@code [N, channels, H', W']}. */
    public static Value conv(
            GraphBuilder b, String name, Value x, int channels, int kernel, Conv op, Initializer weight) {
        return b.node(name, op, x, convWeight(b, name, x, channels, kernel, op, weight));
    }

    /** Convolution whose bias begins at zero. */
    public static Value convWithBias(
            GraphBuilder b, String name, Value x, int channels, int kernel, Conv op, Initializer weight) {
        Value w = convWeight(b, name, x, channels, kernel, op, weight);
        return b.node(name, op, x, w, bias(b, name, channels));
    }

    /** Transposed convolution without bias, {@code [N, C, H, W]} to {@code [N, channels, H', W']}. */
    public static Value convTranspose(
            GraphBuilder b, String name, Value x, int channels, int kernel, ConvTranspose op, Initializer weight) {
        return b.node(name, op, x, convTransposeWeight(b, name, x, channels, kernel, op, weight));
    }

    /** Transposed convolution whose bias begins at zero. */
    public static Value convTransposeWithBias(
            GraphBuilder b, String name, Value x, int channels, int kernel, ConvTranspose op, Initializer weight) {
        Value w = convTransposeWeight(b, name, x, channels, kernel, op, weight);
        return b.node(name, op, x, w, bias(b, name, channels));
    }

    /** Fully connected layer whose bias begins at zero, {@code [N, in]} to {@code [N, features]}. */
    public static Value linear(GraphBuilder b, String name, Value x, int features, Initializer weight) {
        Value w = b.parameter(name + ".weight", Shape.of(features, x.shape().dim(1)), weight);
        return b.node(name, new Linear(), x, w, bias(b, name, features));
    }

    /** Batch normalization with PyTorch's usual epsilon and momentum; {@code scale} is where the scale begins. */
    public static Value batchNorm(GraphBuilder b, String name, Value x, Initializer scale) {
        Shape channels = Shape.of(x.shape().dim(1));
        return b.node(
                name,
                new BatchNorm(NORM_EPSILON, 0.1f),
                x,
                b.parameter(name + ".weight", channels, scale),
                b.parameter(name + ".bias", channels, Initializer.zeros()),
                b.buffer(name + ".running_mean", channels, Initializer.zeros()),
                b.buffer(name + ".running_var", channels, Initializer.ones()));
    }

    /** Layer normalization with a scale and a bias for each map, {@code [N, C, H, W]}. */
    public static Value layerNorm(GraphBuilder b, String name, Value x) {
        Shape maps = Shape.of(x.shape().dim(1), 1, 1);
        Value normal = b.node(name, new LayerNorm(NORM_EPSILON), x);
        Value scaled =
                b.node(name + ".scaled", new Mul(), normal, b.parameter(name + ".weight", maps, Initializer.ones()));
        return b.node(name + ".shifted", new Add(), scaled, b.parameter(name + ".bias", maps, Initializer.zeros()));
    }

    /**
     * Doubles or halves square maps by the filter [1, 2, 1], {@code [N, C, H, H]} to {@code [N, C, side, side]}. As products
     * with constant matrices: depthwise convolutions do the same and take libtorch several times as long.
     *
     * @param side twice or half the maps' own
     */
    public static Value resample(GraphBuilder b, String name, Value x, int side) {
        GraphBuilder s = b.scope(name);
        int from = x.shape().dim(3);
        Value left = s.constant("rows", Shape.of(side, from), new Initializer.Resampling(false));
        Value right = s.constant("columns", Shape.of(from, side), new Initializer.Resampling(true));
        return s.node("resampled", new MatMul(), s.node("by-rows", new MatMul(), left, x), right);
    }

    /** {@code [N, ...]} to {@code [N, features]}. */
    public static Value flatten(GraphBuilder b, String name, Value x) {
        return b.node(name, new Reshape(List.of(Math.toIntExact(x.shape().elements()))), x);
    }

    /** Mean and standard deviation of each map, {@code [N, C, H, W]} to {@code [N, 2C]}: means first. */
    public static Value meanAndDeviation(GraphBuilder b, String name, Value x) {
        GraphBuilder s = b.scope(name);
        ReduceMean overMap = new ReduceMean(List.of(2, 3), true);
        Value mean = s.node("mean", overMap, x);
        Value centred = s.node("centred", new Sub(), x, mean);
        Value variance = s.node("variance", overMap, s.node("squared", new Mul(), centred, centred));
        Value floor = s.constant("floor", Shape.SCALAR, new Initializer.Constant(VARIANCE_FLOOR));
        Value deviation = s.node("deviation", new Sqrt(), s.node("floored", new Add(), variance, floor));
        return flatten(s, "pooled", s.node("both", new Concat(1), mean, deviation));
    }

    private static Value convWeight(
            GraphBuilder b, String name, Value x, int channels, int kernel, Conv op, Initializer initializer) {
        Shape shape = Shape.of(channels, x.shape().dim(1) / op.groups(), kernel, kernel);
        return b.parameter(name + ".weight", shape, initializer);
    }

    private static Value convTransposeWeight(
            GraphBuilder b, String name, Value x, int channels, int kernel, ConvTranspose op, Initializer initializer) {
        Shape shape = Shape.of(x.shape().dim(1), channels / op.groups(), kernel, kernel);
        return b.parameter(name + ".weight", shape, initializer);
    }

    private static Value bias(GraphBuilder b, String name, int length) {
        return b.parameter(name + ".bias", Shape.of(length), Initializer.zeros());
    }
}
