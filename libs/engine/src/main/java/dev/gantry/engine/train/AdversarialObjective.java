package dev.gantry.engine.train;

import dev.gantry.networks.recipe.AdversarialLoss;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What the two players minimize, as scalars of logits {@code [N, 1]}. */
interface AdversarialObjective {
    Tensor discriminator(Tensor realLogits, Tensor fakeLogits);

    /** @param realLogits judges another batch of real samples when it is asked, for losses that compare with them */
    Tensor generator(Tensor fakeLogits, Supplier<Tensor> realLogits);

    /** The logit above which a sample is taken for real; empty where only differences between logits mean something. */
    OptionalDouble decisionLevel();

    /** The objective that a recipe describes. */
    static AdversarialObjective of(AdversarialLoss loss) {
        return loss.accept(new AdversarialLoss.Visitor<>() {
            @Override
            public AdversarialObjective minimax(AdversarialLoss.Minimax described) {
                return new Minimax();
            }

            @Override
            public AdversarialObjective nonSaturating(AdversarialLoss.NonSaturating described) {
                return new NonSaturating();
            }

            @Override
            public AdversarialObjective hinge(AdversarialLoss.Hinge described) {
                return new Hinge();
            }

            @Override
            public AdversarialObjective leastSquares(AdversarialLoss.LeastSquares described) {
                return new LeastSquares();
            }

            @Override
            public AdversarialObjective wasserstein(AdversarialLoss.Wasserstein described) {
                return new Wasserstein();
            }

            @Override
            public AdversarialObjective relativistic(AdversarialLoss.Relativistic described) {
                return new Relativistic();
            }
        });
    }

    /** See {@link AdversarialLoss.Minimax}. */
    final class Minimax implements AdversarialObjective {
        @Override
        public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
            return crossEntropy(realLogits, fakeLogits);
        }

        @Override
        public Tensor generator(Tensor fakeLogits, Supplier<Tensor> realLogits) {
            return torch.softplus(fakeLogits).mean().neg();
        }

        @Override
        public OptionalDouble decisionLevel() {
            return OptionalDouble.of(0);
        }
    }

    /** See {@link AdversarialLoss.NonSaturating}. */
    final class NonSaturating implements AdversarialObjective {
        @Override
        public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
            return crossEntropy(realLogits, fakeLogits);
        }

        @Override
        public Tensor generator(Tensor fakeLogits, Supplier<Tensor> realLogits) {
            return torch.softplus(fakeLogits.neg()).mean();
        }

        @Override
        public OptionalDouble decisionLevel() {
            return OptionalDouble.of(0);
        }
    }

    /** See {@link AdversarialLoss.Hinge}. */
    final class Hinge implements AdversarialObjective {
        @Override
        public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
            Tensor one = torch.ones_like(realLogits);
            return one.sub(realLogits)
                    .relu()
                    .mean()
                    .add(one.add(fakeLogits).relu().mean());
        }

        @Override
        public Tensor generator(Tensor fakeLogits, Supplier<Tensor> realLogits) {
            return fakeLogits.mean().neg();
        }

        @Override
        public OptionalDouble decisionLevel() {
            return OptionalDouble.of(0);
        }
    }

    /** See {@link AdversarialLoss.LeastSquares}. */
    final class LeastSquares implements AdversarialObjective {
        private static final double REAL = 1;
        private static final double FAKE = 0;

        @Override
        public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
            return halfSquare(realLogits, REAL).add(halfSquare(fakeLogits, FAKE));
        }

        @Override
        public Tensor generator(Tensor fakeLogits, Supplier<Tensor> realLogits) {
            return halfSquare(fakeLogits, REAL);
        }

        @Override
        public OptionalDouble decisionLevel() {
            return OptionalDouble.of((REAL + FAKE) / 2);
        }

        private static Tensor halfSquare(Tensor logits, double label) {
            return logits.sub(new Scalar(label)).square().mean().mul(new Scalar(0.5));
        }
    }

    /** See {@link AdversarialLoss.Wasserstein}. */
    final class Wasserstein implements AdversarialObjective {
        @Override
        public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
            return fakeLogits.mean().sub(realLogits.mean());
        }

        @Override
        public Tensor generator(Tensor fakeLogits, Supplier<Tensor> realLogits) {
            return fakeLogits.mean().neg();
        }

        @Override
        public OptionalDouble decisionLevel() {
            return OptionalDouble.empty();
        }
    }

    /** See {@link AdversarialLoss.Relativistic}. */
    final class Relativistic implements AdversarialObjective {
        @Override
        public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
            return torch.softplus(fakeLogits.sub(realLogits)).mean();
        }

        @Override
        public Tensor generator(Tensor fakeLogits, Supplier<Tensor> realLogits) {
            return torch.softplus(realLogits.get().sub(fakeLogits)).mean();
        }

        @Override
        public OptionalDouble decisionLevel() {
            return OptionalDouble.empty();
        }
    }

    private static Tensor crossEntropy(Tensor realLogits, Tensor fakeLogits) {
        return torch.softplus(realLogits.neg())
                .mean()
                .add(torch.softplus(fakeLogits).mean());
    }
}
