package dev.gantry.engine.train;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import java.nio.FloatBuffer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Makes the same samples at every tick, to be looked at and compared with real images. */
final class SampleRenderer {
    private final Player generator;
    private final ComputeDevice device;
    private final float[] latents;
    private final int count;
    private final double realDistance;

    /** What a tick shows and measures. */
    record Rendering(SampleGrid grid, double diversity) {}

    SampleRenderer(TrainingPlan plan, Player generator, ComputeDevice device, ImageSource source) {
        this.generator = generator;
        this.device = device;
        count = plan.cadence().sampleCount();
        int latentSize = generator.graph().inputs().get(0).shape().dim(1);
        latents = new float[count * latentSize];
        for (int sample = 0; sample < count; sample++) {
            // A stream for each sample, so that a larger grid begins with the smaller one's samples.
            RandomStream.of(plan.seed(), "samples." + sample)
                    .fillGaussian(FloatBuffer.wrap(latents, sample * latentSize, latentSize));
        }
        realDistance = realDistance(plan.seed(), source);
    }

    /** Runs the generator with the given parameters. */
    Rendering render(ParameterSet parameters) {
        return NativeScope.callWithoutGradient(() -> {
            Tensor z = Tensors.copyOf(latents, device, count, latents.length / count);
            Tensor images = generator.runWith(parameters, z, Mode.EVALUATION);
            double diversity = realDistance > 0 ? meanDistance(images) / realDistance : 1;
            return new Rendering(grid(images), diversity);
        });
    }

    private double realDistance(long seed, ImageSource source) {
        int size = Math.min(source.size(), count);
        float[] images = new float[size * source.imageBytes()];
        try (BatchLoader loader = new BatchLoader(source, new DataOrder(seed, source.size()), size)) {
            loader.next().get(images);
        }
        return NativeScope.callWithoutGradient(
                () -> meanDistance(Tensors.copyOf(images, device, size, source.imageBytes())));
    }

    private static double meanDistance(Tensor images) {
        return torch.pdist(images.reshape(images.size(0), -1)).mean().item_float();
    }

    private static SampleGrid grid(Tensor images) {
        Tensor bytes = images.add(new Scalar(1))
                .mul(new Scalar(127.5))
                .round()
                .clamp(new ScalarOptional(new Scalar(0)), new ScalarOptional(new Scalar(255)));
        return new SampleGrid(
                (int) bytes.size(0),
                (int) bytes.size(1),
                (int) bytes.size(2),
                (int) bytes.size(3),
                Tensors.toByteArray(bytes));
    }
}
