package dev.gantry.engine.train;

import dev.gantry.networks.recipe.AdversarialLoss;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What the two players minimize, as scalars of logits {@code [N, 1]}. */
interface AdversarialObjective {
    Tensor discriminator(Tensor realLogits, Tensor fakeLogits);

    Tensor generator(Tensor fakeLogits);

    /** The objective that a recipe describes. */
    static AdversarialObjective of(AdversarialLoss loss) {
        return loss.accept(new AdversarialLoss.Visitor<>() {
            @Override
            public AdversarialObjective nonSaturating(AdversarialLoss.NonSaturating described) {
                return new NonSaturating();
            }

            @Override
            public AdversarialObjective hinge(AdversarialLoss.Hinge described) {
                return new Hinge();
            }
        });
    }

    /** See {@link AdversarialLoss.NonSaturating}. */
    final class NonSaturating implements AdversarialObjective {
        @Override
        public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
            return torch.softplus(realLogits.neg())
                    .mean()
                    .add(torch.softplus(fakeLogits).mean());
        }

        @Override
        public Tensor generator(Tensor fakeLogits) {
            return torch.softplus(fakeLogits.neg()).mean();
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
        public Tensor generator(Tensor fakeLogits) {
            return fakeLogits.mean().neg();
        }
    }
}
