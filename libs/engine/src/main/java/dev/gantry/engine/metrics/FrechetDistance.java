package dev.gantry.engine.metrics;

import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.runtime.NativeScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The Fréchet distance between Gaussians fitted to two sets of features,
 *
 * <pre>|m₁ - m₂|² + tr(C₁ + C₂ - 2 (C₁½ C₂ C₁½)½)</pre>
 *
 * Heusel et al., <a href="https://arxiv.org/abs/1706.08500">arXiv:1706.08500</a>. It shrinks with the number of rows, so only
 * distances between as many rows, in the same features, may be compared; it is no FID unless the features are Inception's.
 */
public final class FrechetDistance {
    private FrechetDistance() {}

    /**
     * The distance; 0 for equal sets.
     *
     * @throws IllegalArgumentException if a set has no more rows than columns, so that its covariance is singular
     */
    public static double between(FeatureMatrix first, FeatureMatrix second) {
        return NativeScope.callWithoutGradient(() -> {
            Tensor a = rows(first);
            Tensor b = rows(second);
            Tensor difference = a.mean(new long[] {0}).sub(b.mean(new long[] {0}));
            Tensor covarianceA = covariance(a);
            Tensor covarianceB = covariance(b);
            Tensor root = squareRoot(covarianceA);
            Tensor product = root.matmul(covarianceB).matmul(root);
            double crossTrace =
                    torch.linalg_eigvalsh(product).relu().sqrt().sum().item_double();
            double distance = difference.dot(difference).item_double()
                    + covarianceA.trace().item_double()
                    + covarianceB.trace().item_double()
                    - 2 * crossTrace;
            return Math.max(0, distance);
        });
    }

    private static Tensor rows(FeatureMatrix features) {
        if (features.rows() <= features.columns()) {
            throw new IllegalArgumentException(
                    features.rows() + " rows of " + features.columns() + " features: must be more rows than features");
        }
        double[] values = new double[features.rows() * features.columns()];
        for (int row = 0; row < features.rows(); row++) {
            for (int column = 0; column < features.columns(); column++) {
                values[row * features.columns() + column] = features.get(row, column);
            }
        }
        return Tensor.create(values, features.rows(), features.columns());
    }

    private static Tensor covariance(Tensor rows) {
        Tensor centred = rows.sub(rows.mean(new long[] {0}));
        return centred.t().matmul(centred).div(new Scalar(rows.size(0) - 1.0));
    }

    /** Of a symmetric matrix without negative eigenvalues, up to rounding. */
    private static Tensor squareRoot(Tensor matrix) {
        T_TensorTensor_T decomposition = torch.linalg_eigh(matrix);
        Tensor vectors = decomposition.get1();
        return vectors.mul(decomposition.get0().relu().sqrt()).matmul(vectors.t());
    }
}
