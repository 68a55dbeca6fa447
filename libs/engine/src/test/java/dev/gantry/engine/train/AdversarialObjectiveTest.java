package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.networks.recipe.AdversarialLoss;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class AdversarialObjectiveTest {
    private static final float[] REAL = {-0.5f, 0.25f, 2};
    private static final float[] FAKE = {-3, 0.75f, 1};
    private static final float[] OTHER_REAL = {1.5f, -1, 0.5f};

    @Test
    void nonSaturatingLossFollowsItsDefinition() {
        assertLosses(
                new AdversarialLoss.NonSaturating(),
                mean(REAL, x -> softplus(-x)) + mean(FAKE, x -> softplus(x)),
                mean(FAKE, x -> softplus(-x)));
    }

    @Test
    void hingeLossFollowsItsDefinition() {
        assertLosses(
                new AdversarialLoss.Hinge(),
                mean(REAL, x -> Math.max(0, 1 - x)) + mean(FAKE, x -> Math.max(0, 1 + x)),
                mean(FAKE, x -> -x));
    }

    @Test
    void minimaxGeneratorMinimizesWhatTheDiscriminatorMaximizes() {
        assertLosses(
                new AdversarialLoss.Minimax(),
                mean(REAL, x -> softplus(-x)) + mean(FAKE, x -> softplus(x)),
                mean(FAKE, x -> -softplus(x)));
    }

    @Test
    void leastSquaresLossFollowsItsDefinition() {
        assertLosses(
                new AdversarialLoss.LeastSquares(),
                mean(REAL, x -> (x - 1) * (x - 1) / 2) + mean(FAKE, x -> x * x / 2),
                mean(FAKE, x -> (x - 1) * (x - 1) / 2));
    }

    @Test
    void wassersteinLossIsTheDifferenceOfMeans() {
        assertLosses(new AdversarialLoss.Wasserstein(), mean(FAKE, x -> x) - mean(REAL, x -> x), mean(FAKE, x -> -x));
    }

    @Test
    void relativisticLossComparesEachMadeSampleWithOneReal() {
        double discriminator = 0;
        double generator = 0;
        for (int pair = 0; pair < REAL.length; pair++) {
            discriminator += softplus(FAKE[pair] - REAL[pair]) / REAL.length;
            generator += softplus(OTHER_REAL[pair] - FAKE[pair]) / REAL.length;
        }

        assertLosses(new AdversarialLoss.Relativistic(), discriminator, generator);
    }

    private static void assertLosses(AdversarialLoss loss, double discriminator, double generator) {
        AdversarialObjective objective = AdversarialObjective.of(loss);
        float[] losses = NativeScope.call(() -> new float[] {
            objective.discriminator(logits(REAL), logits(FAKE)).item_float(),
            objective.generator(logits(FAKE), () -> logits(OTHER_REAL)).item_float()
        });

        assertThat((double) losses[0]).isCloseTo(discriminator, within(1e-6));
        assertThat((double) losses[1]).isCloseTo(generator, within(1e-6));
    }

    private static double softplus(double x) {
        return Math.log1p(Math.exp(x));
    }

    private static Tensor logits(float[] values) {
        return Tensors.copyOf(values, ComputeDevice.CPU, values.length, 1);
    }

    private static double mean(float[] logits, DoubleUnaryOperator term) {
        double sum = 0;
        for (float logit : logits) {
            sum += term.applyAsDouble(logit);
        }
        return sum / logits.length;
    }
}
