package dev.gantry.networks.family;

import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Networks that are trained against each other. A family only describes; nothing outside it asks which one it is. The
 * generator makes of {@code z [N, latent]} samples {@code image [N, C, H, W]} or {@code points [N, D]}, the discriminator
 * gives {@code logits [N, 1]} for them.
 */
public interface Family {

    /** The name a training request uses. */
    String name();

    /** The kinds of samples that the family can make. */
    Set<SampleShape.Kind> kinds();

    /**
     * Sizes that suit samples of this kind, for what a request leaves out.
     *
     * @throws InvalidFieldException naming what of the samples this family cannot have
     */
    NetworkSpec defaultSpec(SampleShape sample);

    /** A recipe that trains networks of this size well. */
    Recipe defaultRecipe(NetworkSpec spec);

    /**
     * The networks, in the order they are made.
     *
     * @throws InvalidFieldException naming the field of the spec that this family cannot have
     */
    Map<Role, Graph> graphs(NetworkSpec spec);

    /**
     * One role's network.
     *
     * @throws InvalidFieldException when the family has no such role or cannot have that spec
     */
    default Graph graph(Role role, NetworkSpec spec) {
        Map<Role, Graph> graphs = graphs(spec);
        Graph graph = graphs.get(role);
        if (graph == null) {
            throw new InvalidFieldException("role", role, "one of " + graphs.keySet());
        }
        return graph;
    }

    /**
     * The discriminator's body without its head, as a feature extractor: {@code image [N, C, H, W]} to
     * {@code features [N, F]}, the mean and standard deviation of every map of every layer, and {@code top [N, ...]}, the last
     * layer as it is. Its parameters are a subset of the discriminator's, under the same names. Empty for samples other than pictures, which no detector judges.
     */
    Optional<Graph> discriminatorFeatures(NetworkSpec spec);

    /** The inputs of a role, in its graph's order. */
    default List<RoleInput> inputs(Role role, NetworkSpec spec) {
        return List.of(
                role.equals(Role.GENERATOR)
                        ? new RoleInput("z", RoleInput.Kind.LATENT, "The latent: independent standard normal numbers.")
                        : spec.sample().input());
    }
}
