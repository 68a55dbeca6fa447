package dev.gantry.engine.train;

import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.shape.Shape;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that decides a run besides its data. The same plan over the same images gives the same parameters, bit by
 * bit, on the same CPU with the same number of threads.
 *
 * @param graphs the networks, one a role; a generator {@code z [N, latent] -> image [N, C, H, W]} and a discriminator
 *     {@code image -> logits [N, 1]}
 * @param recipe losses, penalties, optimizers and averaging
 * @param budget when to end
 * @param cadence when to report
 * @param seed names all random streams of the run
 * @param precision arithmetic of the forward pass
 */
public record TrainingPlan(
        Map<Role, Graph> graphs, Recipe recipe, Budget budget, Cadence cadence, long seed, Precision precision) {
    /** Of {@code [N, C, H, W]}. */
    private static final int PICTURE_RANK = 4;

    public TrainingPlan {
        graphs = Map.copyOf(graphs);
        for (Role role : new Role[] {Role.GENERATOR, Role.DISCRIMINATOR}) {
            if (!graphs.containsKey(role)) {
                throw new IllegalArgumentException("graphs are of " + graphs.keySet() + ", must include " + role);
            }
            recipe.optimizer(role);
        }
        Shape made = madeBy(graphs);
        if (!recipe.augmentation().transforms().isEmpty() && made.rank() != PICTURE_RANK) {
            throw new InvalidFieldException(
                    "recipe.augmentation",
                    recipe.augmentation(),
                    "none, because samples are " + made + " and no pictures");
        }
    }

    /** Shape of the generator's samples, {@code [N, ...]}. */
    public Shape made() {
        return madeBy(graphs);
    }

    /**
     * The network of a role.
     *
     * @throws IllegalArgumentException if the plan has no such role
     */
    public Graph graph(Role role) {
        Graph graph = graphs.get(role);
        if (graph == null) {
            throw new IllegalArgumentException("no graph for " + role + "; there are " + graphs.keySet());
        }
        return graph;
    }

    private static Shape madeBy(Map<Role, Graph> graphs) {
        Graph generator = Objects.requireNonNull(graphs.get(Role.GENERATOR));
        return generator.outputShape(generator.outputs().get(0).name());
    }
}
