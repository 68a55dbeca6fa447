package dev.gantry.networks.recipe;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gantry.networks.InvalidFieldException;

/** A penalty beside the adversarial loss. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface Regularizer {

    <R> R accept(Visitor<R> visitor);

    /**
     * {@code gamma / 2 · E[|∂D(x)/∂x|²]} on real samples, taken lazily: every {@code interval} steps and then
     * {@code interval} times as strong.
     *
     * <p>Mescheder et al., <a href="https://arxiv.org/abs/1801.04406">Which Training Methods for GANs do actually
     * Converge?</a>, 2018; laziness from Karras et al., <a href="https://arxiv.org/abs/1912.04958">StyleGAN2</a>, 2020.
     *
     * @param gamma    strength, at least 0
     * @param interval discriminator steps between two penalties, at least 1
     */
    record R1(double gamma, int interval) implements Regularizer {

        public R1 {
            InvalidFieldException.requireInterval("r1.gamma", gamma, 0, Double.POSITIVE_INFINITY);
            InvalidFieldException.requireRange("r1.interval", interval, 1, 1_000_000);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.r1(this);
        }
    }

    /** One case for each regularizer. */
    interface Visitor<R> {
        R r1(R1 regularizer);
    }
}
