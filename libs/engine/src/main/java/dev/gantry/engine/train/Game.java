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
 * @param augmenter changes what is judged
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
        Augmenter augmenter,
        StepStatistics statistics,
        NativeClock clock,
        ComputeDevice device,
        boolean bfloat16) {

    /**
     * What the discriminator sees of samples {@code [N, C, ...]}: augmented, and {@code p} of them side by side, {@code [N / p,
     * p · C, ...]}, where the recipe packs so many.
     *
     * @param purpose names the random numbers of the augmentation; each is used once
     */
    Tensor shown(Tensor samples, String purpose) {
        Tensor augmented = augmenter.apply(samples, purpose);
        long[] shape = augmented.sizes().vec().get();
        shape[0] /= recipe.packing();
        shape[1] *= recipe.packing();
        return augmented.reshape(shape);
    }

    /** A forward pass in the run's precision, its result in 32 bits. */
    @SuppressWarnings("try") // The autocast scope works by being open.
    Tensor forward(Supplier<Tensor> pass) {
        try (Autocast autocast = Autocast.open(device, bfloat16)) {
            return pass.get().to(torch.ScalarType.Float);
        }
    }
}
