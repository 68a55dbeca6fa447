package dev.gantry.networks.family;

import dev.gantry.networks.Role;
import dev.gantry.networks.family.NetworkSpec.Normalization;
import dev.gantry.networks.family.SampleShape.Images;
import dev.gantry.networks.family.SampleShape.Points;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Optimizer;
import dev.gantry.networks.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first GAN: multilayer perceptrons, of pictures as vectors of pixels or of points.
 *
 * <p>Departures from Goodfellow et al., <a href="https://arxiv.org/abs/1406.2661">Generative Adversarial Networks</a>, 2014:
 *
 * <ul>
 *   <li>Rectifiers in both networks, leaky ones for pictures, instead of rectifiers and sigmoids in one and maxout in the
 *       other.
 *   <li>No dropout, because a graph holds no randomness.
 *   <li>Adam instead of momentum.
 * </ul>
 */
final class Mlp implements Family {

    @Override
    public String name() {
        return "mlp";
    }

    @Override
    public Set<SampleShape.Kind> kinds() {
        return Set.of(SampleShape.Kind.IMAGES, SampleShape.Kind.POINTS);
    }

    @Override
    public NetworkSpec defaultSpec(SampleShape sample) {
        return sample instanceof Points points
                ? Perceptron.pointSpec(points)
                : new NetworkSpec(sample, 64, 256, 256, Normalization.NONE);
    }

    @Override
    public Recipe defaultRecipe(NetworkSpec spec) {
        Optimizer adam = new Optimizer.Adam(2e-4, 0.5, 0.999, 1e-8);
        return new Recipe(
                new AdversarialLoss.NonSaturating(),
                List.of(),
                Map.of(Role.GENERATOR, adam, Role.DISCRIMINATOR, adam),
                5_000,
                64);
    }

    @Override
    public Map<Role, Graph> graphs(NetworkSpec spec) {
        return Perceptron.graphs(spec);
    }

    @Override
    public Optional<Graph> discriminatorFeatures(NetworkSpec spec) {
        return spec.sample() instanceof Images images
                ? Optional.of(PooledFeatures.of(images, (b, image) -> Perceptron.body(b, image, spec)))
                : Optional.empty();
    }
}
