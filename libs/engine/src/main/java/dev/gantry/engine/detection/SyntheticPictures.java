package dev.gantry.engine.detection;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.GraphExecutor;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PixelScale;
import dev.gantry.networks.shape.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Samples of generators {@code z [N, latent] -> image [N, C, H, W]}, rounded to bytes as they are when served. */
public final class SyntheticPictures {
    private static final int BATCH = 128;

    private final ComputeDevice device;

    public SyntheticPictures(ComputeDevice device) {
        this.device = device;
    }

    /** Samples of one generator. */
    public List<Picture> sample(RoleSnapshot generator, int count, RandomStream random) {
        List<Picture> pictures = new ArrayList<>(count);
        try (GraphExecutor executor = new GraphExecutor(generator.graph(), device);
                ParameterSet parameters = ParameterSet.of(generator.graph(), generator.parameters(), device)) {
            int latent = generator.graph().inputs().get(0).shape().dim(1);
            Shape image = generator.graph().outputShape("image");
            for (int begin = 0; begin < count; begin += BATCH) {
                int batch = Math.min(BATCH, count - begin);
                float[] z = new float[batch * latent];
                random.fillGaussian(FloatBuffer.wrap(z));
                float[] values = NativeScope.callWithoutGradient(() -> Tensors.toArray(
                        executor.apply(Tensors.copyOf(z, device, batch, latent), parameters, Mode.EVALUATION)));
                pictures.addAll(PixelScale.pictures(values, image.dim(1), image.dim(2), image.dim(3)));
            }
        }
        return pictures;
    }

    /** Three quarters from the last generator, the rest in equal parts from those before it. */
    List<Picture> replay(List<RoleSnapshot> generators, int count, RandomStream random) {
        List<Picture> pictures = new ArrayList<>(count);
        int earlier = generators.size() - 1;
        for (int i = 0; i < earlier; i++) {
            int share = count / 4 * (i + 1) / earlier - count / 4 * i / earlier;
            pictures.addAll(sample(generators.get(i), share, random));
        }
        pictures.addAll(sample(generators.get(earlier), count - pictures.size(), random));
        return pictures;
    }
}
