package dev.gantry.engine.train;

import dev.gantry.engine.runtime.Autograd;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.networks.recipe.Regularizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** A term beside the discriminator's loss. */
interface Penalty {
    /** Its name in {@link TickReport#losses()}. */
    String name();

    /** Steps between two penalties; the loop weighs each one by as much. */
    int interval();

    /** The term for one batch, a differentiable scalar. */
    Tensor of(Player discriminator, Tensor realImages);

    /** The penalty that a recipe describes. */
    static Penalty of(Regularizer regularizer) {
        return regularizer.accept(R1::new);
    }

    /** See {@link Regularizer.R1}. */
    record R1(Regularizer.R1 settings) implements Penalty {
        @Override
        public String name() {
            return "r1";
        }

        @Override
        public int interval() {
            return settings.interval();
        }

        @Override
        public Tensor of(Player discriminator, Tensor realImages) {
            Tensor images = realImages.detach().requires_grad_(true);
            Tensor logits = discriminator.run(images, Mode.TRAINING);
            // Logits of different samples do not mix, so the sum's gradient holds each sample's own.
            Tensor gradient = Autograd.differentiableGradient(logits.sum(), images);
            return gradient.square().sum().mul(new Scalar(settings.gamma() / 2 / images.size(0)));
        }
    }
}
