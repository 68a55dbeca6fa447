package dev.gantry.networks.recipe;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the discriminator minimizes over real and made samples, and the generator over made ones, from logits {@code [N, 1]}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface AdversarialLoss {

    <R> R accept(Visitor<R> visitor);

    /**
     * Discriminator {@code softplus(-real) + softplus(fake)}, generator {@code -softplus(fake)}: the zero-sum game, whose
     * generator learns little from a discriminator that is sure.
     *
     * <p>Goodfellow et al., <a href="https://arxiv.org/abs/1406.2661">Generative Adversarial Networks</a>, 2014, equation 1.
     */
    record Minimax() implements AdversarialLoss {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.minimax(this);
        }
    }

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

    /**
     * Discriminator {@code ½ (real - 1)² + ½ fake²}, generator {@code ½ (fake - 1)²}.
     *
     * <p>Mao et al., <a href="https://arxiv.org/abs/1611.04076">Least Squares Generative Adversarial Networks</a>, 2017,
     * equation 9.
     */
    record LeastSquares() implements AdversarialLoss {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.leastSquares(this);
        }
    }

    /**
     * Discriminator {@code fake - real}, generator {@code -fake}; wants a discriminator that is held to a Lipschitz constant.
     *
     * <p>Arjovsky et al., <a href="https://arxiv.org/abs/1701.07875">Wasserstein GAN</a>, 2017.
     */
    record Wasserstein() implements AdversarialLoss {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.wasserstein(this);
        }
    }

    /**
     * Relativistic pairing: discriminator {@code softplus(-(real - fake))}, generator {@code softplus(-(fake - real))} with
     * real samples of its own, each made sample against one real.
     *
     * <p>Jolicoeur-Martineau, <a href="https://arxiv.org/abs/1807.00734">The relativistic discriminator</a>, 2018; paired with
     * R1 and R2 by Huang et al., <a href="https://arxiv.org/abs/2501.05441">The GAN is dead; long live the GAN!</a>, 2024.
     */
    record Relativistic() implements AdversarialLoss {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.relativistic(this);
        }
    }

    /** One case for each loss. */
    interface Visitor<R> {
        R minimax(Minimax loss);

        R nonSaturating(NonSaturating loss);

        R hinge(Hinge loss);

        R leastSquares(LeastSquares loss);

        R wasserstein(Wasserstein loss);

        R relativistic(Relativistic loss);
    }
}
