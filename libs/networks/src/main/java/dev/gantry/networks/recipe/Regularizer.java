package dev.gantry.networks.recipe;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gantry.networks.InvalidFieldException;

/**
 * What keeps the discriminator tame beside the adversarial loss: penalties, which are added to what it minimizes, and
 * constraints, which its weights always meet.
 *
 * <p>A penalty with an interval {@code k} above 1 is taken lazily: after every {@code k}-th step of the loss, in an optimizer
 * step of its own, {@code k} times as strong, with the optimizer's settings corrected for the additional steps (Karras et al.,
 * <a href="https://arxiv.org/abs/1912.04958">StyleGAN2</a>, 2020, appendix B).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface Regularizer {

    <R> R accept(Visitor<R> visitor);

    /** Discriminator steps from one use to the next. */
    default int interval() {
        return 1;
    }

    /**
     * {@code gamma / 2 · E[|∂D(x)/∂x|²]} on real samples.
     *
     * <p>Mescheder et al., <a href="https://arxiv.org/abs/1801.04406">Which Training Methods for GANs do actually
     * Converge?</a>, 2018.
     *
     * @param gamma    strength, at least 0
     * @param interval discriminator steps between two penalties, at least 1
     */
    record R1(double gamma, int interval) implements Regularizer {

        public R1 {
            InvalidFieldException.requireInterval("r1.gamma", gamma, 0, Double.POSITIVE_INFINITY);
            requireSteps("r1.interval", interval);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.r1(this);
        }
    }

    /**
     * {@code gamma / 2 · E[|∂D(x)/∂x|²]} on made samples; source as for {@link R1}.
     *
     * @param gamma    strength, at least 0
     * @param interval discriminator steps between two penalties, at least 1
     */
    record R2(double gamma, int interval) implements Regularizer {

        public R2 {
            InvalidFieldException.requireInterval("r2.gamma", gamma, 0, Double.POSITIVE_INFINITY);
            requireSteps("r2.interval", interval);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.r2(this);
        }
    }

    /**
     * {@code weight · E[(|∂D(x)/∂x| - 1)²]} on points drawn uniformly between a real and a made sample.
     *
     * <p>Gulrajani et al., <a href="https://arxiv.org/abs/1704.00028">Improved Training of Wasserstein GANs</a>, 2017.
     *
     * @param weight   strength, at least 0; 10 in the paper
     * @param interval discriminator steps between two penalties, at least 1
     */
    record GradientPenalty(double weight, int interval) implements Regularizer {

        public GradientPenalty {
            InvalidFieldException.requireInterval("gradientPenalty.weight", weight, 0, Double.POSITIVE_INFINITY);
            requireSteps("gradientPenalty.interval", interval);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.gradientPenalty(this);
        }
    }

    /**
     * After each of the discriminator's steps all its weights are cut off to {@code [-limit, limit]}.
     *
     * <p>Arjovsky et al., <a href="https://arxiv.org/abs/1701.07875">Wasserstein GAN</a>, 2017.
     *
     * @param limit greatest absolute value, above 0; 0.01 in the paper
     */
    record WeightClipping(double limit) implements Regularizer {

        public WeightClipping {
            InvalidFieldException.requireInterval(
                    "weightClipping.limit", limit, Double.MIN_NORMAL, Double.POSITIVE_INFINITY);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.weightClipping(this);
        }
    }

    /**
     * Each weight matrix of the discriminator is divided by its greatest singular value, which power iteration follows.
     *
     * <p>Miyato et al., <a href="https://arxiv.org/abs/1802.05957">Spectral Normalization for Generative Adversarial
     * Networks</a>, 2018.
     */
    record SpectralNorm() implements Regularizer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.spectralNorm(this);
        }
    }

    private static void requireSteps(String field, int interval) {
        InvalidFieldException.requireRange(field, interval, 1, 1_000_000);
    }

    /** One case for each regularizer. */
    interface Visitor<R> {
        R r1(R1 regularizer);

        R r2(R2 regularizer);

        R gradientPenalty(GradientPenalty regularizer);

        R weightClipping(WeightClipping regularizer);

        R spectralNorm(SpectralNorm regularizer);
    }
}
