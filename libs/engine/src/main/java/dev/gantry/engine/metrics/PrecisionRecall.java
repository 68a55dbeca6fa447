package dev.gantry.engine.metrics;

import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How much of what a generator makes is like real pictures, and how much of what is real it can make: shares of one set that lie
 * no farther from some member of the other than that one's third-nearest neighbour. Kynkäänniemi et al.,
 * <a href="https://arxiv.org/abs/1904.06991">arXiv:1904.06991</a>. Both depend on the number of rows; the same number of each
 * belongs on both sides.
 *
 * @param precision share of samples among reals, in [0, 1]
 * @param recall share of reals among samples, in [0, 1]
 */
public record PrecisionRecall(double precision, double recall) {
    private static final int NEIGHBOURS = 3;

    /**
     * Measures in one feature space.
     *
     * @throws IllegalArgumentException if a set has no more rows than neighbours are looked at
     */
    public static PrecisionRecall measure(FeatureMatrix reals, FeatureMatrix samples) {
        return NativeScope.callWithoutGradient(() -> {
            Tensor real = tensor(reals);
            Tensor sample = tensor(samples);
            return new PrecisionRecall(shareWithin(sample, real), shareWithin(real, sample));
        });
    }

    /** The share of points in the union of balls around the centres. */
    private static double shareWithin(Tensor points, Tensor centres) {
        // The nearest centre to a centre is itself.
        Tensor radii = torch.kthvalue(torch.cdist(centres, centres), NEIGHBOURS + 1, 1, false)
                .get0();
        Tensor within = torch.cdist(points, centres).le(radii).any(1, false);
        return within.to(torch.ScalarType.Float).mean().item_double();
    }

    private static Tensor tensor(FeatureMatrix rows) {
        if (rows.rows() <= NEIGHBOURS) {
            throw new IllegalArgumentException(rows.rows() + " rows: must be more than " + NEIGHBOURS);
        }
        return Tensors.copyOf(rows.values(), ComputeDevice.CPU, rows.rows(), rows.columns());
    }
}
