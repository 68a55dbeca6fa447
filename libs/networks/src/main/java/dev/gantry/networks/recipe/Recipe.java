package dev.gantry.networks.recipe;

import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.Role;
import java.util.List;
import java.util.Map;

/**
 * Everything about a training run that is neither network nor data. The engine runs it as it stands and branches on no
 * family.
 *
 * @param loss               the game that is played
 * @param regularizers       penalties and constraints, at most one of each kind, in the order they are added
 * @param optimizers         one for each role that is trained
 * @param augmentation       what samples go through before they are judged
 * @param schedules          settings that change, at most one for each
 * @param discriminatorSteps discriminator steps, each on a batch of its own, to one of the generator
 * @param packing            samples that the discriminator judges together, concatenated along their channels; a divisor of the
 *     batch size. Lin et al., <a href="https://arxiv.org/abs/1712.04086">PacGAN</a>, 2018
 * @param emaHalfLifeImages  real images after which a past weight counts half in the averaged generator; 0 for no average
 * @param batchSize          samples in one step
 */
public record Recipe(
        AdversarialLoss loss,
        List<Regularizer> regularizers,
        Map<Role, Optimizer> optimizers,
        Augmentation augmentation,
        List<Schedule> schedules,
        int discriminatorSteps,
        int packing,
        long emaHalfLifeImages,
        int batchSize) {

    public Recipe {
        regularizers = List.copyOf(regularizers);
        optimizers = Map.copyOf(optimizers);
        schedules = List.copyOf(schedules);
        InvalidFieldException.requireRange("discriminatorSteps", discriminatorSteps, 1, 1000);
        InvalidFieldException.requireRange("emaHalfLifeImages", emaHalfLifeImages, 0, Long.MAX_VALUE);
        InvalidFieldException.requireRange("batchSize", batchSize, 1, 65_536);
        InvalidFieldException.requireRange("packing", packing, 1, batchSize);
        if (batchSize % packing != 0) {
            throw new InvalidFieldException("packing", packing, "a divisor of the batch of " + batchSize);
        }
        requireDifferent(
                "regularizers",
                regularizers.stream()
                        .map(each -> each.getClass().getSimpleName())
                        .toList());
        requireDifferent("schedules", schedules.stream().map(Schedule::setting).toList());
        requireBeta2BelowOne(optimizers, factor(schedules, Schedule.Setting.BETA2, Long.MAX_VALUE));
    }

    /** One discriminator step to each of the generator, of single samples as they are, by settings that stay. */
    public Recipe(
            AdversarialLoss loss,
            List<Regularizer> regularizers,
            Map<Role, Optimizer> optimizers,
            long emaHalfLifeImages,
            int batchSize) {
        this(loss, regularizers, optimizers, new Augmentation.None(), List.of(), 1, 1, emaHalfLifeImages, batchSize);
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

    /** What a setting is to be multiplied by once so many real images have been seen; 1 when no schedule changes it. */
    public double factor(Schedule.Setting setting, long imagesSeen) {
        return factor(schedules, setting, imagesSeen);
    }

    /** Real images that one step of the generator takes the discriminator. */
    public int imagesPerRound() {
        return discriminatorSteps * batchSize;
    }

    /** This recipe for another game, under other regularizers. */
    public Recipe with(AdversarialLoss otherLoss, List<Regularizer> otherRegularizers) {
        return new Recipe(
                otherLoss,
                otherRegularizers,
                optimizers,
                augmentation,
                schedules,
                discriminatorSteps,
                packing,
                emaHalfLifeImages,
                batchSize);
    }

    /** This recipe with other schedules. */
    public Recipe withSchedules(List<Schedule> others) {
        return new Recipe(
                loss,
                regularizers,
                optimizers,
                augmentation,
                others,
                discriminatorSteps,
                packing,
                emaHalfLifeImages,
                batchSize);
    }

    /** This recipe with another augmentation. */
    public Recipe withAugmentation(Augmentation other) {
        return new Recipe(
                loss,
                regularizers,
                optimizers,
                other,
                schedules,
                discriminatorSteps,
                packing,
                emaHalfLifeImages,
                batchSize);
    }

    /** This recipe with so many discriminator steps to one of the generator. */
    public Recipe withDiscriminatorSteps(int steps) {
        return new Recipe(
                loss, regularizers, optimizers, augmentation, schedules, steps, packing, emaHalfLifeImages, batchSize);
    }

    /** This recipe with a discriminator that judges so many samples together. */
    public Recipe withPacking(int samples) {
        return new Recipe(
                loss,
                regularizers,
                optimizers,
                augmentation,
                schedules,
                discriminatorSteps,
                samples,
                emaHalfLifeImages,
                batchSize);
    }

    private static double factor(List<Schedule> schedules, Schedule.Setting setting, long imagesSeen) {
        return schedules.stream()
                .filter(schedule -> schedule.setting() == setting)
                .mapToDouble(schedule -> schedule.at(imagesSeen))
                .findFirst()
                .orElse(1);
    }

    private static void requireDifferent(String field, List<?> kinds) {
        if (kinds.stream().distinct().count() < kinds.size()) {
            throw new InvalidFieldException(field, kinds, "of different kinds");
        }
    }

    private static void requireBeta2BelowOne(Map<Role, Optimizer> optimizers, double factor) {
        for (Optimizer optimizer : optimizers.values()) {
            double last = factor * optimizer.<Double>accept(Optimizer.Adam::beta2);
            if (last >= 1) {
                throw new InvalidFieldException(
                        "schedules.factor", factor, "so that beta2, then " + last + ", is less than 1");
            }
        }
    }
}
