package dev.gantry.networks.family;

import dev.gantry.networks.Role;
import dev.gantry.networks.family.NetworkSpec.Normalization;
import dev.gantry.networks.family.SampleShape.Images;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.op.LeakyRelu;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.op.Tanh;
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
 * Deep convolutional GAN: strided convolutions down, transposed ones up, each changing the resolution by two.
 *
 * <p>Departures from Radford, Metz and Chintala, <a href="https://arxiv.org/abs/1511.06434">Unsupervised
 * Representation Learning with DCGANs</a>, 2016:
 *
 * <ul>
 *   <li>Pictures begin at 4 to 7 pixels instead of always 4, as the {@link Pyramid} has them.
 *   <li>The discriminator has no batch normalization unless asked for, because it couples the samples of a batch: R1
 *       penalizes each sample's own gradient, and one pass over real and made samples would mix their statistics.
 *   <li>So that its signal does not fade without it, the discriminator's weights begin at the rectifier's own scale
 *       instead of N(0, 0.02²).
 * </ul>
 */
final class Dcgan implements Family {

    private static final int KERNEL = 4;
    private static final Conv DOWN = new Conv(2, 1);
    private static final ConvTranspose UP = new ConvTranspose(2, 1);
    private static final LeakyRelu LEAKY = new LeakyRelu(0.2f);
    private static final Initializer WEIGHT = new Initializer.Normal(0, 0.02f);
    private static final Initializer LEAKY_WEIGHT = new Initializer.KaimingUniform(LEAKY.slope());
    private static final Initializer SCALE = new Initializer.Normal(1, 0.02f);

    @Override
    public String name() {
        return "dcgan";
    }

    @Override
    public Set<SampleShape.Kind> kinds() {
        return Set.of(SampleShape.Kind.IMAGES);
    }

    @Override
    public NetworkSpec defaultSpec(SampleShape sample) {
        NetworkSpec spec = new NetworkSpec(sample, 64, 32, 32, Normalization.NONE);
        Pyramid.of(spec.images());
        return spec;
    }

    @Override
    public Recipe defaultRecipe(NetworkSpec spec) {
        Optimizer adam = new Optimizer.Adam(1e-3, 0.5, 0.99, 1e-8);
        return new Recipe(
                new AdversarialLoss.NonSaturating(),
                List.of(new Regularizer.R1(0.3, 8)),
                Map.of(Role.GENERATOR, adam, Role.DISCRIMINATOR, adam),
                5_000,
                16);
    }

    @Override
    public Map<Role, Graph> graphs(NetworkSpec spec) {
        Map<Role, Graph> graphs = new LinkedHashMap<>();
        graphs.put(Role.GENERATOR, generator(spec));
        graphs.put(Role.DISCRIMINATOR, discriminator(spec));
        return graphs;
    }

    private static Graph generator(NetworkSpec spec) {
        Images images = spec.images();
        Pyramid pyramid = Pyramid.of(images);
        int start = pyramid.start();
        int channels = Pyramid.width(spec.generatorWidth(), pyramid.doublings() - 1);
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("z", Shape.batched(spec.latentSize()));
        x = Layers.linear(b, "project", x, channels * start * start, WEIGHT);
        x = b.node("project.maps", new Reshape(List.of(channels, start, start)), x);
        x = b.node("project.relu", new Relu(), Layers.batchNorm(b, "project.norm", x, SCALE));
        for (int level = pyramid.doublings() - 2; level >= 0; level--) {
            GraphBuilder block = b.scope(pyramid.name(level + 1));
            x = Layers.convTranspose(block, "conv", x, Pyramid.width(spec.generatorWidth(), level), KERNEL, UP, WEIGHT);
            x = block.node("relu", new Relu(), Layers.batchNorm(block, "norm", x, SCALE));
        }
        x = Layers.convTransposeWithBias(b, "picture", x, images.channels(), KERNEL, UP, WEIGHT);
        b.output("image", b.node("picture.tanh", new Tanh(), x));
        return b.build();
    }

    private static Graph discriminator(NetworkSpec spec) {
        GraphBuilder b = new GraphBuilder();
        List<Value> layers = body(b, b.input("image", spec.images().batched()), spec);
        Value flat = Layers.flatten(b, "flat", layers.get(layers.size() - 1));
        b.output("logits", Layers.linear(b, "head", flat, 1, LEAKY_WEIGHT));
        return b.build();
    }

    @Override
    public Optional<Graph> discriminatorFeatures(NetworkSpec spec) {
        return Optional.of(PooledFeatures.of(spec.images(), (b, image) -> body(b, image, spec)));
    }

    /** The activations of all layers, largest maps first. */
    private static List<Value> body(GraphBuilder b, Value image, NetworkSpec spec) {
        spec.requireNormalization(Normalization.NONE, Normalization.BATCH);
        List<Value> layers = new ArrayList<>();
        Value x = image;
        Pyramid pyramid = Pyramid.of(spec.images());
        for (int level = 0; level < pyramid.doublings(); level++) {
            GraphBuilder block = b.scope(pyramid.name(level));
            int channels = Pyramid.width(spec.discriminatorWidth(), level);
            if (level > 0 && spec.discriminatorNormalization() == Normalization.BATCH) {
                x = Layers.conv(block, "conv", x, channels, KERNEL, DOWN, LEAKY_WEIGHT);
                x = Layers.batchNorm(block, "norm", x, SCALE);
            } else {
                x = Layers.convWithBias(block, "conv", x, channels, KERNEL, DOWN, LEAKY_WEIGHT);
            }
            x = block.node("leaky", LEAKY, x);
            layers.add(x);
        }
        return layers;
    }
}
