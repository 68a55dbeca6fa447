package dev.gantry.engine.train;

import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import dev.gantry.networks.recipe.Augmentation;
import java.util.function.DoubleSupplier;

/** The probability with which each transform meets each sample. */
interface AugmentationStrength extends Stateful {
    /** In [0, 1]. */
    double probability();

    /**
     * Takes notice of a discriminator step.
     *
     * @param realSign mean sign of its verdict on real samples, in [-1, 1]; read only where it is followed
     * @param images real samples in the step
     */
    void observe(DoubleSupplier realSign, long images);

    /** The strength that a recipe describes. */
    static AugmentationStrength of(Augmentation augmentation) {
        return augmentation.accept(new Augmentation.Visitor<>() {
            @Override
            public AugmentationStrength none(Augmentation.None none) {
                return new Constant(0);
            }

            @Override
            public AugmentationStrength fixed(Augmentation.Fixed fixed) {
                return new Constant(fixed.probability());
            }

            @Override
            public AugmentationStrength adaptive(Augmentation.Adaptive adaptive) {
                return new Adaptive(adaptive);
            }
        });
    }

    /** Stays as it is. */
    record Constant(double probability) implements AugmentationStrength {
        @Override
        public void observe(DoubleSupplier realSign, long images) {}

        @Override
        public void visitState(StateVisitor visitor) {}
    }

    /** See {@link Augmentation.Adaptive}. */
    final class Adaptive implements AugmentationStrength {
        /** Discriminator steps between two moves, as in the paper. */
        private static final int STEPS = 4;

        private final Augmentation.Adaptive settings;
        private double probability;
        private double signs;
        private long steps;
        private long images;

        Adaptive(Augmentation.Adaptive settings) {
            this.settings = settings;
            probability = settings.probability();
        }

        @Override
        public double probability() {
            return probability;
        }

        @Override
        public void observe(DoubleSupplier realSign, long stepImages) {
            signs += realSign.getAsDouble();
            images += stepImages;
            steps++;
            if (steps == STEPS) {
                double move = Math.signum(signs / steps - settings.target()) * images / settings.adjustImages();
                probability = Math.min(1, Math.max(0, probability + move));
                signs = 0;
                images = 0;
                steps = 0;
            }
        }

        @Override
        public void visitState(StateVisitor visitor) {
            visitor.decimal("probability", () -> probability, kept -> probability = kept);
            visitor.decimal("signs", () -> signs, kept -> signs = kept);
            visitor.number("steps", () -> steps, kept -> steps = kept);
            visitor.number("images", () -> images, kept -> images = kept);
        }
    }
}
