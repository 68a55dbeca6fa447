package dev.gantry.engine.train;

import dev.gantry.networks.Role;
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
import java.util.List;
import java.util.Map;

/** A small convolutional GAN for {@link TwoModeImages} and plans to train it. */
final class Plans {
    static final int BATCH = 16;
    static final int HALF_LIFE = 200;
    private static final int LATENT = 4;
    private static final Initializer WEIGHT = new Initializer.Normal(0, 0.1f);

    private Plans() {}

    static TrainingPlan ofImages(long images) {
        return of(new AdversarialLoss.NonSaturating(), new Regularizer.R1(0.1, 4), images);
    }

    static TrainingPlan of(AdversarialLoss loss, Regularizer regularizer, long images) {
        Optimizer adam = new Optimizer.Adam(2e-3, 0.5, 0.99, 1e-8);
        Recipe recipe = new Recipe(
                loss, List.of(regularizer), Map.of(Role.GENERATOR, adam, Role.DISCRIMINATOR, adam), HALF_LIFE, BATCH);
        return new TrainingPlan(
                Map.of(Role.GENERATOR, generator(), Role.DISCRIMINATOR, discriminator()),
                recipe,
                Budget.ofImages(images),
                new Cadence(images, images, images, 32),
                7,
                Precision.FP32);
    }

    static Graph generator() {
        GraphBuilder b = new GraphBuilder();
        Value x = Layers.linear(b, "project", b.input("z", Shape.batched(LATENT)), 8 * 4 * 4, WEIGHT);
        x = b.node("maps", new Reshape(List.of(8, 4, 4)), x);
        x = b.node("relu", new Relu(), Layers.batchNorm(b, "norm", x, Initializer.ones()));
        x = Layers.convTransposeWithBias(b, "picture", x, 1, 4, new ConvTranspose(2, 1), WEIGHT);
        b.output("image", b.node("tanh", new Tanh(), x));
        return b.build();
    }

    static Graph discriminator() {
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("image", Shape.batched(1, TwoModeImages.SIDE, TwoModeImages.SIDE));
        x = Layers.convWithBias(b, "conv", x, 8, 4, new Conv(2, 1), WEIGHT);
        x = Layers.flatten(b, "flat", b.node("leaky", new LeakyRelu(0.2f), x));
        b.output("logits", Layers.linear(b, "head", x, 1, WEIGHT));
        return b.build();
    }
}
