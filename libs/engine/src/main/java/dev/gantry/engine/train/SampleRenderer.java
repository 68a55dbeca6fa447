package dev.gantry.engine.train;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.imaging.Picture;
import java.nio.FloatBuffer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Makes the same samples at every tick, to be looked at and compared with real ones. */
final class SampleRenderer {
    private final Player generator;
    private final ComputeDevice device;
    private final SampleSource source;
    private final float[] latents;
    private final int count;
    private final double realDistance;

    /** What a tick shows and measures. */
    @SuppressWarnings("ArrayRecordComponent")
    record Rendering(Picture picture, float[] values, double diversity) {}

    SampleRenderer(TrainingPlan plan, Player generator, ComputeDevice device, SampleSource source) {
        this.generator = generator;
        this.device = device;
        this.source = source;
        count = plan.cadence().sampleCount();
        int latentSize = generator.graph().inputs().get(0).shape().dim(1);
        latents = new float[count * latentSize];
        for (int sample = 0; sample < count; sample++) {
            // A stream for each sample, so that a larger grid begins with the smaller one's samples.
            RandomStream.of(plan.seed(), "samples." + sample)
                    .fillGaussian(FloatBuffer.wrap(latents, sample * latentSize, latentSize));
        }
        realDistance = realDistance(plan.seed());
    }

    /** Runs the generator with the given parameters. */
    Rendering render(ParameterSet parameters) {
        return NativeScope.callWithoutGradient(() -> {
            Tensor z = Tensors.copyOf(latents, device, count, latents.length / count);
            Tensor made = generator.runWith(parameters, z, Mode.EVALUATION);
            double diversity = realDistance > 0 ? meanDistance(made) / realDistance : 1;
            float[] values = Tensors.toArray(made);
            return new Rendering(source.show(values), values, diversity);
        });
    }

    private double realDistance(long seed) {
        int size = Math.min(source.size(), count);
        float[] samples = new float[size * source.sampleLength()];
        try (BatchLoader loader = new BatchLoader(source, new DataOrder(seed, source.size()), size, 0)) {
            loader.next().get(samples);
        }
        return NativeScope.callWithoutGradient(
                () -> meanDistance(Tensors.copyOf(samples, device, size, source.sampleLength())));
    }

    private static double meanDistance(Tensor samples) {
        return torch.pdist(samples.reshape(samples.size(0), -1)).mean().item_float();
    }
}
