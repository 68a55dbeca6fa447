package dev.gantry.engine.features;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.GraphExecutor;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.networks.shape.Shape;
import java.nio.FloatBuffer;

/** Samples of a generator whose first input is its latent {@code z [N, latent]}. */
public final class GeneratedSamples {
    private static final int BATCH = 128;

    private GeneratedSamples() {}

    /** A row for each sample, in the range that networks work in. */
    public static FeatureMatrix draw(
            RoleSnapshot generator, int count, RandomStream random, ComputeDevice device, WorkProgress progress) {
        int latent = generator.graph().inputs().get(0).shape().dim(1);
        Shape made =
                generator.graph().outputShape(generator.graph().outputs().get(0).name());
        FeatureMatrix samples = FeatureMatrix.zeros(count, Math.toIntExact(made.elements()));
        try (GraphExecutor executor = new GraphExecutor(generator.graph(), device);
                ParameterSet parameters = ParameterSet.of(generator.graph(), generator.parameters(), device)) {
            for (int begin = 0; begin < count; begin += BATCH) {
                int batch = Math.min(BATCH, count - begin);
                float[] z = new float[batch * latent];
                random.fillGaussian(FloatBuffer.wrap(z));
                float[] values = NativeScope.callWithoutGradient(() -> Tensors.toArray(
                        executor.apply(Tensors.copyOf(z, device, batch, latent), parameters, Mode.EVALUATION)));
                System.arraycopy(values, 0, samples.values(), begin * samples.columns(), values.length);
                progress.at(begin + batch, count);
            }
        }
        return samples;
    }
}
