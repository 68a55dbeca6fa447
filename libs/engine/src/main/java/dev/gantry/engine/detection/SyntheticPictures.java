package dev.gantry.engine.detection;

import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.GeneratedSamples;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PixelScale;
import dev.gantry.networks.shape.Shape;
import java.util.List;

/** Samples of generators {@code z [N, latent] -> image [N, C, H, W]}, rounded to bytes as they are when served. */
public final class SyntheticPictures {
    private final ComputeDevice device;

    public SyntheticPictures(ComputeDevice device) {
        this.device = device;
    }

    /** Samples of one generator. */
    public List<Picture> sample(RoleSnapshot generator, int count, RandomStream random) {
        Shape image = generator.graph().outputShape("image");
        FeatureMatrix samples = GeneratedSamples.draw(generator, count, random, device, WorkProgress.UNHEARD);
        return PixelScale.pictures(samples.values(), image.dim(1), image.dim(2), image.dim(3));
    }
}
