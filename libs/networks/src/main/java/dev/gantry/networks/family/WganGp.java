package dev.gantry.networks.family;

import dev.gantry.networks.Role;
import dev.gantry.networks.family.NetworkSpec.Normalization;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Add;
import dev.gantry.networks.op.AveragePool;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.op.ReduceMean;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.op.Tanh;
import dev.gantry.networks.op.Upsample;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Optimizer;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import dev.gantry.networks.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Residual networks under the Wasserstein distance with gradient penalty; the discriminator, there called critic, has
 * layer instead of batch normalization, because the penalty is each sample's own.
 *
 * <p>Departures from Gulrajani et al., <a href="https://arxiv.org/abs/1704.00028">Improved Training of Wasserstein GANs</a>,
 * 2017:
 *
 * <ul>
 *   <li>A quarter of the width or less, which fits two processor cores; widths halve with each doubling.
 *   <li>Strided convolutions of 4×4 pixels where a 3×3 one is followed by mean pooling, or preceded by doubling: the same
 *       form with freer weights at half the cost.
 *   <li>Pictures begin as the {@link Pyramid} has them.
 * </ul>
 */
final class WganGp implements Family {

    private static final Conv SAME = new Conv(1, 1);
    private static final int STRIDED_KERNEL = 4;
    private static final Conv DOWN = new Conv(2, 1);
    private static final ConvTranspose UP = new ConvTranspose(2, 1);
    private static final Conv POINTWISE = new Conv(1, 0);
    private static final Upsample DOUBLE = new Upsample(2);
    private static final AveragePool HALVE = new AveragePool(2, 2);
    private static final Initializer WEIGHT = new Initializer.KaimingUniform(0);

    /** For what no rectifier follows. */
    private static final Initializer LINEAR_WEIGHT = new Initializer.KaimingUniform(1);

    @Override
    public String name() {
        return "wgan-gp";
    }

    @Override
    public Set<SampleShape.Kind> kinds() {
        return Set.of(SampleShape.Kind.IMAGES);
    }

    @Override
    public NetworkSpec defaultSpec(SampleShape sample) {
        NetworkSpec spec = new NetworkSpec(sample, 64, 16, 16, Normalization.LAYER);
        Pyramid.of(spec.images());
        return spec;
    }

    @Override
    public Recipe defaultRecipe(NetworkSpec spec) {
        Optimizer adam = new Optimizer.Adam(1e-4, 0, 0.9, 1e-8);
        return new Recipe(
                        new AdversarialLoss.Wasserstein(),
                        List.of(new Regularizer.GradientPenalty(10, 1)),
                        Map.of(Role.GENERATOR, adam, Role.DISCRIMINATOR, adam),
                        5_000,
                        32)
                .withDiscriminatorSteps(5);
    }

    @Override
    public Map<Role, Graph> graphs(NetworkSpec spec) {
        Map<Role, Graph> graphs = new LinkedHashMap<>();
        graphs.put(Role.GENERATOR, generator(spec));
        graphs.put(Role.DISCRIMINATOR, critic(spec));
        return graphs;
    }

    @Override
    public Optional<Graph> discriminatorFeatures(NetworkSpec spec) {
        return Optional.of(PooledFeatures.of(spec.images(), (b, image) -> body(b, image, spec)));
    }

    private static Graph generator(NetworkSpec spec) {
        Pyramid pyramid = Pyramid.of(spec.images());
        int start = pyramid.start();
        int channels = Pyramid.width(spec.generatorWidth(), pyramid.doublings());
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("z", Shape.batched(spec.latentSize()));
        x = Layers.linear(b, "project", x, channels * start * start, LINEAR_WEIGHT);
        x = b.node("project.maps", new Reshape(List.of(channels, start, start)), x);
        for (int level = pyramid.doublings() - 1; level >= 0; level--) {
            x = up(b.scope(pyramid.name(level)), x, Pyramid.width(spec.generatorWidth(), level));
        }
        x = b.node("picture.relu", new Relu(), batchNorm(b, "picture.norm", x));
        x = Layers.convWithBias(b, "picture", x, spec.images().channels(), 3, SAME, LINEAR_WEIGHT);
        b.output("image", b.node("picture.tanh", new Tanh(), x));
        return b.build();
    }

    private static Value up(GraphBuilder b, Value x, int channels) {
        Value y = b.node("relu0", new Relu(), batchNorm(b, "norm0", x));
        y = Layers.convTranspose(b, "conv0", y, channels, STRIDED_KERNEL, UP, WEIGHT);
        y = b.node("relu1", new Relu(), batchNorm(b, "norm1", y));
        y = Layers.convWithBias(b, "conv1", y, channels, 3, SAME, WEIGHT);
        // Pixel by pixel, so that it may as well come before the doubling, where it costs a quarter.
        Value shortcut = Layers.convWithBias(b, "shortcut", x, channels, 1, POINTWISE, LINEAR_WEIGHT);
        return b.node("sum", new Add(), y, b.node("shortcut.doubled", DOUBLE, shortcut));
    }

    private static Value batchNorm(GraphBuilder b, String name, Value x) {
        return Layers.batchNorm(b, name, x, Initializer.ones());
    }

    private static Graph critic(NetworkSpec spec) {
        GraphBuilder b = new GraphBuilder();
        List<Value> layers = body(b, b.input("image", spec.images().batched()), spec);
        Value x = b.node("head.relu", new Relu(), layers.get(layers.size() - 1));
        x = b.node("head.pooled", new ReduceMean(List.of(2, 3), false), x);
        b.output("logits", Layers.linear(b, "head", x, 1, LINEAR_WEIGHT));
        return b.build();
    }

    /** What the blocks give, largest maps first. */
    private static List<Value> body(GraphBuilder b, Value image, NetworkSpec spec) {
        spec.requireNormalization(Normalization.LAYER, Normalization.NONE);
        Pyramid pyramid = Pyramid.of(spec.images());
        List<Value> blocks = new ArrayList<>();
        Value x = image;
        for (int level = 0; level < pyramid.doublings(); level++) {
            GraphBuilder block = b.scope(pyramid.name(level));
            x = down(block, x, Pyramid.width(spec.discriminatorWidth(), level), level > 0, spec);
            blocks.add(x);
        }
        return blocks;
    }

    /** @param rectified whether the block begins with a rectifier, as all but the picture's own do */
    private static Value down(GraphBuilder b, Value x, int channels, boolean rectified, NetworkSpec spec) {
        boolean normalized = spec.discriminatorNormalization() == Normalization.LAYER;
        Value y = x;
        if (rectified) {
            y = b.node("relu0", new Relu(), normalized ? Layers.layerNorm(b, "norm0", y) : y);
        }
        y = Layers.convWithBias(b, "conv0", y, rectified ? x.shape().dim(1) : channels, 3, SAME, WEIGHT);
        y = b.node("relu1", new Relu(), normalized && rectified ? Layers.layerNorm(b, "norm1", y) : y);
        y = Layers.convWithBias(b, "conv1", y, channels, STRIDED_KERNEL, DOWN, WEIGHT);
        Value shortcut = b.node("shortcut.halved", HALVE, x);
        shortcut = Layers.convWithBias(b, "shortcut", shortcut, channels, 1, POINTWISE, LINEAR_WEIGHT);
        return b.node("sum", new Add(), y, shortcut);
    }
}
