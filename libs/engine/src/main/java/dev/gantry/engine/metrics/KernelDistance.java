package dev.gantry.engine.metrics;

import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The squared maximum mean discrepancy of two sets of features under the kernel {@code (x·y / F + 1)³}, estimated without bias on
 * random subsets and averaged; called KID in Inception's features. Bińkowski et al.,
 * <a href="https://arxiv.org/abs/1801.01401">arXiv:1801.01401</a>. Unlike a Fréchet distance it does not shrink with the number
 * of rows; around equal distributions it scatters about 0 and may be negative.
 */
public final class KernelDistance {
    private static final int MAX_SUBSET_ROWS = 1000;
    private static final int SUBSETS = 20;

    private KernelDistance() {}

    /**
     * The mean over the subsets.
     *
     * @param seed of the subsets
     * @throws IllegalArgumentException if a set has fewer than four rows
     */
    public static double between(FeatureMatrix first, FeatureMatrix second, long seed) {
        int rows = Math.min(first.rows(), second.rows());
        if (rows < 4) {
            throw new IllegalArgumentException(rows + " rows: must be at least 4");
        }
        int subset = Math.min(MAX_SUBSET_ROWS, rows / 2);
        RandomStream random = RandomStream.of(seed, "kernel-distance.subsets");
        double sum = 0;
        for (int i = 0; i < SUBSETS; i++) {
            FeatureMatrix a = first.rows(Arrays.copyOf(random.permutation(first.rows()), subset));
            FeatureMatrix b = second.rows(Arrays.copyOf(random.permutation(second.rows()), subset));
            sum += NativeScope.callWithoutGradient(() -> discrepancy(tensor(a), tensor(b)));
        }
        return sum / SUBSETS;
    }

    private static double discrepancy(Tensor a, Tensor b) {
        double rows = a.size(0);
        double within = offDiagonalSum(kernel(a, a)) + offDiagonalSum(kernel(b, b));
        return within / (rows * (rows - 1)) - 2 * kernel(a, b).mean().item_double();
    }

    private static double offDiagonalSum(Tensor square) {
        return square.sum().item_double() - square.trace().item_double();
    }

    private static Tensor kernel(Tensor a, Tensor b) {
        return a.matmul(b.t())
                .div(new Scalar((double) a.size(1)))
                .add(new Scalar(1))
                .pow(new Scalar(3));
    }

    private static Tensor tensor(FeatureMatrix rows) {
        return Tensors.copyOf(rows.values(), ComputeDevice.CPU, rows.rows(), rows.columns())
                .to(torch.ScalarType.Double);
    }
}
