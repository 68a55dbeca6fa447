package dev.gantry.trainer.run;

import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.train.Budget;
import dev.gantry.engine.train.Cadence;
import dev.gantry.engine.train.Precision;
import dev.gantry.engine.train.TrainingPlan;
import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.Role;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.family.SampleShape;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Optimizer;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;

/** Turns a request into a plan: the family's networks and default recipe, with what the request changes. */
public final class PlanFactory {
    private static final int SAMPLES = 36;

    private PlanFactory() {}

    /**
     * What to train.
     *
     * @throws InvalidFieldException naming what the family cannot have
     */
    public static TrainingPlan plan(TrainingRequest request) {
        Family family = family(request);
        NetworkSpec spec = spec(request);
        return new TrainingPlan(
                family.graphs(spec),
                recipe(family.defaultRecipe(spec), request.recipe()),
                budget(request.budget()),
                new Cadence(request.tickImages(), request.checkpointImages(), request.snapshotImages(), SAMPLES),
                request.seed(),
                Precision.valueOf(request.precision().name()));
    }

    /** The family of networks. */
    public static Family family(TrainingRequest request) {
        return Families.byName(request.network().family());
    }

    /** The sizes of the networks. */
    public static NetworkSpec spec(TrainingRequest request) {
        NetworkSpec defaults = family(request).defaultSpec(sample(request.data()));
        return new NetworkSpec(
                defaults.sample(),
                request.network().latent().orElse(defaults.latentSize()),
                request.network().generatorWidth().orElse(defaults.generatorWidth()),
                request.network().discriminatorWidth().orElse(defaults.discriminatorWidth()),
                defaults.discriminatorNormalization());
    }

    private static SampleShape sample(TrainingRequest.Data data) {
        return switch (data.kind()) {
            case IMAGES -> new SampleShape.Images(data.channels(), data.resolution());
            case POINTS -> new SampleShape.Points(data.dimensions());
        };
    }

    private static Recipe recipe(Recipe defaults, TrainingRequest.RecipeOverrides changes) {
        return new Recipe(
                changes.loss().map(PlanFactory::loss).orElse(defaults.loss()),
                changes.regularizers()
                        .map(chosen ->
                                chosen.stream().map(PlanFactory::regularizer).toList())
                        .orElse(defaults.regularizers()),
                Map.of(
                        Role.GENERATOR,
                        changed(defaults.optimizer(Role.GENERATOR), changes.generatorLearningRate(), changes),
                        Role.DISCRIMINATOR,
                        changed(defaults.optimizer(Role.DISCRIMINATOR), changes.discriminatorLearningRate(), changes)),
                changes.emaHalfLifeImages().orElse(defaults.emaHalfLifeImages()),
                changes.batch().orElse(defaults.batchSize()));
    }

    private static AdversarialLoss loss(String name) {
        return switch (name) {
            case "non-saturating" -> new AdversarialLoss.NonSaturating();
            case "hinge" -> new AdversarialLoss.Hinge();
            default -> throw new InvalidFieldException("recipe.loss", name, "one of non-saturating, hinge");
        };
    }

    private static Regularizer regularizer(TrainingRequest.Regularizer asked) {
        return switch (asked.kind()) {
            case "r1" ->
                new Regularizer.R1(asked.strength().orElse(1), asked.interval().orElse(1));
            default -> throw new InvalidFieldException("recipe.regularizers.kind", asked.kind(), "r1");
        };
    }

    private static Optimizer changed(
            Optimizer optimizer, OptionalDouble learningRate, TrainingRequest.RecipeOverrides changes) {
        return optimizer.accept(adam -> new Optimizer.Adam(
                learningRate.orElse(adam.learningRate()),
                changes.beta1().orElse(adam.beta1()),
                changes.beta2().orElse(adam.beta2()),
                adam.epsilon()));
    }

    private static Budget budget(TrainingRequest.Budget budget) {
        if (budget.minutes().isEmpty()) {
            return Budget.ofImages(budget.images());
        }
        double seconds = budget.minutes().getAsDouble() * 60;
        return new Budget(budget.images(), Duration.ofMillis(Math.max(1, Math.round(seconds * 1000))));
    }
}
