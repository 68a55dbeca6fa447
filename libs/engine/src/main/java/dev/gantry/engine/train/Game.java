package dev.gantry.engine.train;

import dev.gantry.engine.runtime.Autocast;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.NativeClock;
import dev.gantry.networks.recipe.Recipe;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What the phases share.
 *
 * @param recipe what they play by
 * @param generator makes images from latents
 * @param discriminator gives logits
 * @param objective what both minimize
 * @param statistics collects losses and health
 * @param clock counts native time
 * @param device where everything lives
 * @param bfloat16 whether forward passes run in bfloat16
 */
record Game(
        Recipe recipe,
        Player generator,
        Player discriminator,
        AdversarialObjective objective,
        StepStatistics statistics,
        NativeClock clock,
        ComputeDevice device,
        boolean bfloat16) {

    /**
     * What the discriminator sees of samples {@code [N, C, ...]}: {@code p} of them side by side, {@code [N / p, p · C, ...]},
     * where the recipe packs so many.
     */
    Tensor shown(Tensor samples) {
        long[] shape = samples.sizes().vec().get();
        shape[0] /= recipe.packing();
        shape[1] *= recipe.packing();
        return samples.reshape(shape);
    }

    /** A forward pass in the run's precision, its result in 32 bits. */
    @SuppressWarnings("try") // The autocast scope works by being open.
    Tensor forward(Supplier<Tensor> pass) {
        try (Autocast autocast = Autocast.open(device, bfloat16)) {
            return pass.get().to(torch.ScalarType.Float);
        }
    }
}
