package dev.gantry.networks.family;

import dev.gantry.networks.Role;
import dev.gantry.networks.family.NetworkSpec.Normalization;
import dev.gantry.networks.family.SampleShape.Images;
import dev.gantry.networks.family.SampleShape.Points;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Add;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.op.LeakyRelu;
import dev.gantry.networks.op.Mul;
import dev.gantry.networks.op.ReduceMean;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.op.Tanh;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Optimizer;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import dev.gantry.networks.recipe.Schedule;
import dev.gantry.networks.recipe.Schedule.Setting;
import dev.gantry.networks.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A modern baseline: residual networks without any normalization, trained by relativistic pairing under penalties on both
 * sides, which converges. Points are made by perceptrons under the same recipe.
 *
 * <p>Departures from Huang et al., <a href="https://arxiv.org/abs/2501.05441">The GAN is dead; long live the GAN! A Modern
 * Baseline GAN</a>, 2024:
 *
 * <ul>
 *   <li>One residual block a stage instead of two, and plain 3×3 convolutions of the block's width instead of grouped ones
 *       of twice the width, which processors are slow at.
 *   <li>Blocks work up to half the picture's resolution; one strided convolution lies between them and the picture.
 *   <li>Pictures begin as the {@link Pyramid} has them, and end with a hyperbolic tangent in [-1, 1].
 *   <li>Resampling repeats the outermost pixels instead of surrounding them with zeros.
 *   <li>For points, whose modes may be a hundred times narrower than their distances, Adam has momentum, and the learning rate
 *       begins higher and ends, like the penalties, far lower than for pictures.
 * </ul>
 */
final class R3Gan implements Family {

    private static final LeakyRelu LEAKY = new LeakyRelu(0.2f);
    private static final Initializer WEIGHT = new Initializer.KaimingUniform(LEAKY.slope());

    /** For what no rectifier follows. */
    private static final Initializer LINEAR_WEIGHT = new Initializer.KaimingUniform(1);

    private static final Initializer BASIS = new Initializer.Normal(0, 1);
    private static final Conv POINTWISE = new Conv(1, 0);
    private static final Conv SAME = new Conv(1, 1);
    private static final int PICTURE_KERNEL = 4;
    private static final Conv FROM_PICTURE = new Conv(2, 1);
    private static final ConvTranspose TO_PICTURE = new ConvTranspose(2, 1);

    @Override
    public String name() {
        return "r3gan";
    }

    @Override
    public Set<SampleShape.Kind> kinds() {
        return Set.of(SampleShape.Kind.IMAGES, SampleShape.Kind.POINTS);
    }

    @Override
    public NetworkSpec defaultSpec(SampleShape sample) {
        if (sample instanceof Points points) {
            return Perceptron.pointSpec(points);
        }
        NetworkSpec spec = new NetworkSpec(sample, 64, 32, 32, Normalization.NONE);
        Pyramid.of(spec.images());
        return spec;
    }

    @Override
    public Recipe defaultRecipe(NetworkSpec spec) {
        return spec.sample() instanceof Images
                ? recipe(new Optimizer.Adam(1e-3, 0, 0.9, 1e-8), 1, 32, 1_000)
                        .withSchedules(schedules(200_000, 0.25, 0.99 / 0.9, 0.1))
                : recipe(new Optimizer.Adam(4e-3, 0.5, 0.98, 1e-8), 0.02, 256, 10_000)
                        .withSchedules(schedules(1_500_000, 0.0025, 0.99 / 0.98, 0.02));
    }

    private static Recipe recipe(Optimizer.Adam adam, double gamma, int batchSize, long emaHalfLifeImages) {
        return new Recipe(
                new AdversarialLoss.Relativistic(),
                List.of(new Regularizer.R1(gamma, 1), new Regularizer.R2(gamma, 1)),
                Map.of(Role.GENERATOR, adam, Role.DISCRIMINATOR, adam),
                emaHalfLifeImages,
                batchSize);
    }

    private static List<Schedule> schedules(long images, double learningRate, double beta2, double regularization) {
        return List.of(
                schedule(Setting.LEARNING_RATE, learningRate, images),
                schedule(Setting.BETA2, beta2, images),
                schedule(Setting.REGULARIZATION, regularization, images),
                schedule(Setting.EMA_HALF_LIFE, 10, images));
    }

    private static Schedule schedule(Setting setting, double factor, long images) {
        return new Schedule(setting, factor, images, Schedule.Curve.COSINE);
    }

    @Override
    public Map<Role, Graph> graphs(NetworkSpec spec) {
        if (spec.sample() instanceof Points) {
            return Perceptron.graphs(spec);
        }
        spec.requireNormalization(Normalization.NONE);
        Map<Role, Graph> graphs = new LinkedHashMap<>();
        graphs.put(Role.GENERATOR, generator(spec));
        graphs.put(Role.DISCRIMINATOR, discriminator(spec));
        return graphs;
    }

    @Override
    public Optional<Graph> discriminatorFeatures(NetworkSpec spec) {
        return spec.sample() instanceof Images images
                ? Optional.of(PooledFeatures.of(images, (b, image) -> body(b, image, spec)))
                : Optional.empty();
    }

    private static Graph generator(NetworkSpec spec) {
        Pyramid pyramid = Pyramid.of(spec.images());
        int last = pyramid.doublings() - 1;
        int channels = Pyramid.width(spec.generatorWidth(), last);
        GraphBuilder b = new GraphBuilder();
        Value weights =
                Layers.linear(b, "modulation", b.input("z", Shape.batched(spec.latentSize())), channels, LINEAR_WEIGHT);
        weights = b.node("modulation.maps", new Reshape(List.of(channels, 1, 1)), weights);
        Value basis = b.parameter("basis", Shape.of(channels, pyramid.start(), pyramid.start()), BASIS);
        Value x = b.node("modulated", new Mul(), weights, basis);
        for (int step = last; step >= 0; step--) {
            GraphBuilder stage = b.scope(pyramid.name(step + 1));
            if (step < last) {
                // Pixel by pixel, so that it may as well come before the doubling, where it costs a quarter.
                x = Layers.conv(
                        stage,
                        "transition",
                        x,
                        Pyramid.width(spec.generatorWidth(), step),
                        1,
                        POINTWISE,
                        LINEAR_WEIGHT);
                x = Layers.resample(stage, "doubled", x, pyramid.side(step + 1));
            }
            x = residual(stage, x);
        }
        x = Layers.convTransposeWithBias(
                b, "picture", x, spec.images().channels(), PICTURE_KERNEL, TO_PICTURE, LINEAR_WEIGHT);
        b.output("image", b.node("picture.tanh", new Tanh(), x));
        return b.build();
    }

    private static Graph discriminator(NetworkSpec spec) {
        GraphBuilder b = new GraphBuilder();
        List<Value> stages = body(b, b.input("image", spec.images().batched()), spec);
        Value x = stages.get(stages.size() - 1);
        Shape maps = x.shape();
        Value basis = b.parameter("basis", Shape.of(maps.dim(1), maps.dim(2), maps.dim(3)), BASIS);
        x = b.node("pooled", new ReduceMean(List.of(2, 3), false), b.node("weighed", new Mul(), x, basis));
        // The mean over a map of so many independent pixels is smaller than each of them by the map's side.
        double deviation = maps.dim(2) / Math.sqrt(maps.dim(1));
        b.output("logits", Layers.linear(b, "head", x, 1, new Initializer.Normal(0, (float) deviation)));
        return b.build();
    }

    /** What the stages give, largest maps first. */
    private static List<Value> body(GraphBuilder b, Value image, NetworkSpec spec) {
        Pyramid pyramid = Pyramid.of(spec.images());
        List<Value> stages = new ArrayList<>();
        Value x = Layers.convWithBias(
                b, "picture", image, spec.discriminatorWidth(), PICTURE_KERNEL, FROM_PICTURE, LINEAR_WEIGHT);
        for (int step = 0; step < pyramid.doublings(); step++) {
            GraphBuilder stage = b.scope(pyramid.name(step + 1));
            if (step > 0) {
                int channels = Pyramid.width(spec.discriminatorWidth(), step);
                x = Layers.resample(stage, "halved", x, pyramid.side(step + 1));
                x = Layers.conv(stage, "transition", x, channels, 1, POINTWISE, LINEAR_WEIGHT);
            }
            x = residual(stage, x);
            stages.add(x);
        }
        return stages;
    }

    /** Adds to the maps what two rectified convolutions and a linear one, at first zero, make of them. */
    private static Value residual(GraphBuilder b, Value x) {
        int channels = x.shape().dim(1);
        Value y = b.node("leaky0", LEAKY, Layers.convWithBias(b, "conv0", x, channels, 1, POINTWISE, WEIGHT));
        y = b.node("leaky1", LEAKY, Layers.convWithBias(b, "conv1", y, channels, 3, SAME, WEIGHT));
        y = Layers.conv(b, "conv2", y, channels, 1, POINTWISE, Initializer.zeros());
        return b.node("sum", new Add(), x, y);
    }
}
