package dev.gantry.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.networks.recipe.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class AdamTest {
    private static final Optimizer.Adam SETTINGS = new Optimizer.Adam(0.1, 0.5, 0.999, 1e-8);

    /** Decays the wrong way round, as libtorch's own options store them, would end near -0.187. */
    @Test
    void twoStepsFollowTheClosedForm() {
        double first = -0.1;
        double meanAfterZero = 0.5 * 0.5 / (1 - 0.5 * 0.5);
        double squareAfterZero = 0.999 * 0.001 / (1 - 0.999 * 0.999);

        assertThat((double) afterSteps(1, 0))
                .isCloseTo(first - 0.1 * meanAfterZero / Math.sqrt(squareAfterZero), within(1e-6));
    }

    @Test
    void firstStepIsTheLearningRateWhateverTheGradient() {
        assertThat(afterSteps(1e-3f)).isCloseTo(-0.1f, within(1e-5f));
        assertThat(afterSteps(-1e3f)).isCloseTo(0.1f, within(1e-5f));
    }

    private static float afterSteps(float... gradients) {
        Tensor parameter =
                NativeScope.call(() -> Tensors.retain(Tensors.copyOf(new float[] {0}, ComputeDevice.CPU, 1)));
        try (Adam adam = new Adam(SETTINGS, parameter)) {
            for (float gradient : gradients) {
                NativeScope.run(() -> adam.step(Tensors.copyOf(new float[] {gradient}, ComputeDevice.CPU, 1)));
            }
            return Tensors.toArray(parameter)[0];
        } finally {
            parameter.releaseReference();
        }
    }
}
