package dev.gantry.trainer.run;

import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.contracts.training.TrainingRequest.RecipeOverrides;
import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.Role;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Augmentation;
import dev.gantry.networks.recipe.Augmentation.Transform;
import dev.gantry.networks.recipe.Optimizer;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import dev.gantry.networks.recipe.Schedule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Composes the recipe of a job: a family's default one, with the parts that the request puts in place of its own. */
final class RecipeFactory {
    private static final double R1_GAMMA = 1;
    private static final double GRADIENT_PENALTY_WEIGHT = 10;
    private static final double CLIPPING_LIMIT = 0.01;

    private RecipeFactory() {}

    /**
     * The recipe for networks of that size.
     *
     * @param family of the networks, whose recipe is changed unless the request names another one's
     * @throws InvalidFieldException naming the field of {@code recipe} that cannot be
     */
    static Recipe recipe(Family family, NetworkSpec spec, RecipeOverrides changes) {
        Recipe base = changes.base()
                .map(name -> field("recipe.base", () -> Families.byName(name).defaultRecipe(spec)))
                .orElseGet(() -> family.defaultRecipe(spec));
        return withinRecipe(() -> new Recipe(
                changes.loss().map(RecipeFactory::loss).orElse(base.loss()),
                changes.regularizers()
                        .map(chosen ->
                                chosen.stream().map(RecipeFactory::regularizer).toList())
                        .orElse(base.regularizers()),
                Map.of(
                        Role.GENERATOR,
                        optimizer(base.optimizer(Role.GENERATOR), changes.generatorLearningRate(), changes),
                        Role.DISCRIMINATOR,
                        optimizer(base.optimizer(Role.DISCRIMINATOR), changes.discriminatorLearningRate(), changes)),
                changes.augmentation().map(RecipeFactory::augmentation).orElse(base.augmentation()),
                changes.schedules()
                        .map(chosen ->
                                chosen.stream().map(RecipeFactory::schedule).toList())
                        .orElse(base.schedules()),
                changes.discriminatorSteps().orElse(base.discriminatorSteps()),
                changes.packing().orElse(base.packing()),
                changes.emaHalfLifeImages().orElse(base.emaHalfLifeImages()),
                changes.batch().orElse(base.batchSize())));
    }

    /** Lets faults name their field as the request knows it. */
    static <T> T withinRecipe(Supplier<T> description) {
        try {
            return description.get();
        } catch (InvalidFieldException e) {
            throw new InvalidFieldException("recipe." + e.field(), e.value(), e.accepted());
        }
    }

    private static <T> T field(String name, Supplier<T> description) {
        try {
            return description.get();
        } catch (InvalidFieldException e) {
            throw new InvalidFieldException(name, e.value(), e.accepted());
        }
    }

    private static AdversarialLoss loss(String name) {
        return switch (name) {
            case "minimax" -> new AdversarialLoss.Minimax();
            case "non-saturating" -> new AdversarialLoss.NonSaturating();
            case "hinge" -> new AdversarialLoss.Hinge();
            case "least-squares" -> new AdversarialLoss.LeastSquares();
            case "wasserstein" -> new AdversarialLoss.Wasserstein();
            case "relativistic" -> new AdversarialLoss.Relativistic();
            default ->
                throw new InvalidFieldException(
                        "loss", name, "minimax, non-saturating, hinge, least-squares, wasserstein or relativistic");
        };
    }

    private static Regularizer regularizer(TrainingRequest.Regularizer asked) {
        int interval = asked.interval().orElse(1);
        return switch (asked.kind()) {
            case "r1" -> new Regularizer.R1(asked.strength().orElse(R1_GAMMA), interval);
            case "r2" -> new Regularizer.R2(asked.strength().orElse(R1_GAMMA), interval);
            case "gradient-penalty" ->
                new Regularizer.GradientPenalty(asked.strength().orElse(GRADIENT_PENALTY_WEIGHT), interval);
            case "weight-clipping" -> {
                requireAbsent("interval", asked.interval().isPresent(), asked);
                yield new Regularizer.WeightClipping(asked.strength().orElse(CLIPPING_LIMIT));
            }
            case "spectral-norm" -> {
                requireAbsent("interval", asked.interval().isPresent(), asked);
                requireAbsent("strength", asked.strength().isPresent(), asked);
                yield new Regularizer.SpectralNorm();
            }
            default ->
                throw new InvalidFieldException(
                        "regularizers.kind",
                        asked.kind(),
                        "r1, r2, gradient-penalty, weight-clipping or spectral-norm");
        };
    }

    private static void requireAbsent(String field, boolean present, TrainingRequest.Regularizer asked) {
        if (present) {
            throw new InvalidFieldException("regularizers." + field, "set", "absent: " + asked.kind() + " has none");
        }
    }

    private static Optimizer optimizer(Optimizer base, OptionalDouble learningRate, RecipeOverrides changes) {
        return base.accept(adam -> new Optimizer.Adam(
                learningRate.orElse(adam.learningRate()),
                changes.beta1().orElse(adam.beta1()),
                changes.beta2().orElse(adam.beta2()),
                adam.epsilon()));
    }

    private static Augmentation augmentation(TrainingRequest.Augmentation asked) {
        return switch (asked.kind()) {
            case "none" -> new Augmentation.None();
            case "fixed" -> new Augmentation.Fixed(transforms(asked.transforms()), asked.probability());
            case "adaptive" ->
                new Augmentation.Adaptive(
                        transforms(asked.transforms()), asked.probability(), asked.target(), asked.adjustImages());
            default -> throw new InvalidFieldException("augmentation.kind", asked.kind(), "none, fixed or adaptive");
        };
    }

    private static Set<Transform> transforms(List<String> names) {
        return names.stream()
                .map(name -> constant(Transform.class, "augmentation.transforms", name))
                .collect(Collectors.toSet());
    }

    private static Schedule schedule(TrainingRequest.Schedule asked) {
        return new Schedule(
                constant(Schedule.Setting.class, "schedules.setting", asked.setting()),
                asked.factor(),
                asked.images(),
                constant(Schedule.Curve.class, "schedules.shape", asked.shape()));
    }

    /** The constant whose name in requests is its own in lower case, with hyphens. */
    private static <E extends Enum<E>> E constant(Class<E> type, String field, String name) {
        try {
            return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(field, name, "one of " + List.of(type.getEnumConstants()));
        }
    }
}
