package dev.gantry.networks.recipe;

import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.Role;
import java.util.List;
import java.util.Map;

/**
 * Everything about a training run that is neither network nor data. The engine runs it as it stands and branches on no
 * family.
 *
 * @param loss              the game that is played
 * @param regularizers      penalties, in the order they are added
 * @param optimizers        one for each role that is trained
 * @param emaHalfLifeImages real images after which a past weight counts half in the averaged generator; 0 for no average
 * @param batchSize         samples in one step
 */
public record Recipe(
        AdversarialLoss loss,
        List<Regularizer> regularizers,
        Map<Role, Optimizer> optimizers,
        long emaHalfLifeImages,
        int batchSize) {

    public Recipe {
        regularizers = List.copyOf(regularizers);
        optimizers = Map.copyOf(optimizers);
        InvalidFieldException.requireRange("emaHalfLifeImages", emaHalfLifeImages, 0, Long.MAX_VALUE);
        InvalidFieldException.requireRange("batchSize", batchSize, 1, 65_536);
    }

    /**
     * How a role is trained.
     *
     * @throws InvalidFieldException when the recipe does not train that role
     */
    public Optimizer optimizer(Role role) {
        Optimizer optimizer = optimizers.get(role);
        if (optimizer == null) {
            throw new InvalidFieldException("role", role, "one of " + optimizers.keySet());
        }
        return optimizer;
    }
}
