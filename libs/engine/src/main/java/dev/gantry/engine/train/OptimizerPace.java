package dev.gantry.engine.train;

import dev.gantry.engine.runtime.Adam;
import dev.gantry.networks.Role;
import dev.gantry.networks.recipe.Optimizer;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import dev.gantry.networks.recipe.Schedule.Setting;

/**
 * The rates of a role's optimizer: as scheduled, and corrected for the additional steps of lazy penalties. Where {@code c} is
 * the share of steps that are the loss's own, {@code k / (k + 1)} for one interval {@code k}, the learning rate is {@code c} times
 * the recipe's and each decay its {@code c}-th power, so that {@code k + 1} steps go as far as {@code k} would (Karras et al.,
 * <a href="https://arxiv.org/abs/1912.04958">arXiv:1912.04958</a>, appendix B).
 */
final class OptimizerPace {
    private final Recipe recipe;
    private final Optimizer.Adam settings;
    private final double lossShare;

    OptimizerPace(Recipe recipe, Role role) {
        this.recipe = recipe;
        settings = recipe.optimizer(role).accept(adam -> adam);
        lossShare = role.equals(Role.DISCRIMINATOR) ? lossShare(recipe) : 1;
    }

    /** The rates once so many real images have been seen. */
    Adam.Rates at(long images) {
        return new Adam.Rates(
                lossShare * settings.learningRate() * recipe.factor(Setting.LEARNING_RATE, images),
                StrictMath.pow(settings.beta1(), lossShare),
                StrictMath.pow(settings.beta2() * recipe.factor(Setting.BETA2, images), lossShare));
    }

    private static double lossShare(Recipe recipe) {
        double penaltiesToALoss = recipe.regularizers().stream()
                .mapToInt(Regularizer::interval)
                .filter(interval -> interval > 1)
                .distinct()
                .mapToDouble(interval -> 1.0 / interval)
                .sum();
        return 1 / (1 + penaltiesToALoss);
    }
}
