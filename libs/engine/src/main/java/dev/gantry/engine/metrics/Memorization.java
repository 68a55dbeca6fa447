package dev.gantry.engine.metrics;

import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Whether samples repeat training pictures: how far each is from its nearest training picture, beside the same for real
 * pictures that were held out.
 *
 * @param sampleMedian median distance of samples
 * @param heldOutMedian median distance of held-out reals; the ratio of the two is well below 1 when a generator copies
 * @param closeShare share of samples nearer than the nearest {@value #CLOSE_QUANTILE} of held-out reals; about that number
 *     when samples are as new as new pictures
 */
public record Memorization(double sampleMedian, double heldOutMedian, double closeShare) {
    /** What counts as suspiciously close: the quantile of held-out distances. */
    public static final double CLOSE_QUANTILE = 0.01;

    /** Bounds the memory of the distances between a chunk and all others. */
    private static final int CHUNK_ROWS = 256;

    /** Compares in one feature space. */
    public static Memorization measure(FeatureMatrix train, FeatureMatrix heldOut, FeatureMatrix samples) {
        double[] sampleDistances = nearest(samples, train);
        double[] heldOutDistances = nearest(heldOut, train);
        double close = heldOutDistances[(int) (CLOSE_QUANTILE * heldOutDistances.length)];
        long closer = Arrays.stream(sampleDistances)
                .filter(distance -> distance < close)
                .count();
        return new Memorization(
                median(sampleDistances), median(heldOutDistances), (double) closer / sampleDistances.length);
    }

    /** {@code sampleMedian / heldOutMedian}. */
    public double ratio() {
        return sampleMedian / heldOutMedian;
    }

    /** Ascending Euclidean distances of each row to the nearest of {@code others}. */
    private static double[] nearest(FeatureMatrix rows, FeatureMatrix others) {
        double[] distances = new double[rows.rows()];
        for (int begin = 0; begin < distances.length; begin += CHUNK_ROWS) {
            FeatureMatrix chunk = rows.slice(begin, Math.min(begin + CHUNK_ROWS, distances.length));
            float[] least = NativeScope.callWithoutGradient(() ->
                    Tensors.toArray(torch.cdist(tensor(chunk), tensor(others)).amin(new long[] {1}, false)));
            for (int i = 0; i < least.length; i++) {
                distances[begin + i] = least[i];
            }
        }
        Arrays.sort(distances);
        return distances;
    }

    private static Tensor tensor(FeatureMatrix rows) {
        return Tensors.copyOf(rows.values(), ComputeDevice.CPU, rows.rows(), rows.columns());
    }

    private static double median(double[] ascending) {
        int middle = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }
}
