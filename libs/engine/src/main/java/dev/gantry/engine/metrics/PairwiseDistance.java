package dev.gantry.engine.metrics;

import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.Tensors;
import org.bytedeco.pytorch.global.torch;

/** How far the rows of a set are from one another. */
final class PairwiseDistance {
    private PairwiseDistance() {}

    /** The mean Euclidean distance of two different rows, of which there must be at least two. */
    static double mean(FeatureMatrix rows) {
        return NativeScope.callWithoutGradient(
                () -> torch.pdist(Tensors.copyOf(rows.values(), ComputeDevice.CPU, rows.rows(), rows.columns()))
                        .mean()
                        .item_double());
    }
}
