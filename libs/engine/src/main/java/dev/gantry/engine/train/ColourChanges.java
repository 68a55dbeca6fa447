package dev.gantry.engine.train;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.Tensors;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/** Differentiable changes of the values of pictures {@code [N, C, H, W]}, by one number a picture. */
final class ColourChanges {
    private ColourChanges() {}

    /** Adds to all values of a picture. */
    static Tensor brighten(Tensor pictures, float[] amounts) {
        return pictures.add(column(amounts, pictures));
    }

    /** Multiplies the distance of each value from the mean of its pixel. */
    static Tensor saturate(Tensor pictures, float[] factors) {
        return scaleAround(mean(pictures, 1), pictures, factors);
    }

    /** Multiplies the distance of each value from the mean of its picture. */
    static Tensor contrast(Tensor pictures, float[] factors) {
        return scaleAround(mean(pictures, 1, 2, 3), pictures, factors);
    }

    private static Tensor scaleAround(Tensor centre, Tensor pictures, float[] factors) {
        return centre.add(pictures.sub(centre).mul(column(factors, pictures)));
    }

    private static Tensor mean(Tensor pictures, long... axes) {
        return pictures.mean(axes, true, new ScalarTypeOptional());
    }

    private static Tensor column(float[] values, Tensor pictures) {
        return Tensors.copyOf(values, ComputeDevice.of(pictures), values.length, 1, 1, 1);
    }
}
