package dev.gantry.networks.recipe;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the discriminator minimizes over real and made samples, and the generator over made ones, from logits {@code [N, 1]}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface AdversarialLoss {

    <R> R accept(Visitor<R> visitor);

    /**
     * Discriminator {@code softplus(-real) + softplus(fake)}, generator {@code softplus(-fake)}.
     *
     * <p>Goodfellow et al., <a href="https://arxiv.org/abs/1406.2661">Generative Adversarial Networks</a>, 2014.
     */
    record NonSaturating() implements AdversarialLoss {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nonSaturating(this);
        }
    }

    /**
     * Discriminator {@code relu(1 - real) + relu(1 + fake)}, generator {@code -fake}.
     *
     * <p>Lim and Ye, <a href="https://arxiv.org/abs/1705.02894">Geometric GAN</a>, 2017.
     */
    record Hinge() implements AdversarialLoss {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.hinge(this);
        }
    }

    /** One case for each loss. */
    interface Visitor<R> {
        R nonSaturating(NonSaturating loss);

        R hinge(Hinge loss);
    }
}
