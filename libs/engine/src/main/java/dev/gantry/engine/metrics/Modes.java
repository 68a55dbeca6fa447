package dev.gantry.engine.metrics;

import dev.gantry.engine.data.PointScale;
import dev.gantry.engine.data.PointSource;
import dev.gantry.engine.features.FeatureMatrix;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The components of a mixture that points come from.
 *
 * @param modes at least one
 * @param scale between the data's units, in which modes are given, and what networks work with
 */
public record Modes(List<Mode> modes, PointScale scale) {
    /** Fewer points than this say too little about where a mode is and how wide. */
    private static final int LEAST_POINTS = 16;

    /** Samples farther from a mode than so many deviations are none of its. */
    private static final double REACH = 3;

    private static final int CHUNK = 4096;

    public Modes {
        modes = List.copyOf(modes);
        if (modes.isEmpty()) {
            throw new IllegalArgumentException("a mixture has at least one mode");
        }
    }

    /**
     * One component.
     *
     * @param centre    in the data's units
     * @param deviation the same in each dimension, in the data's units
     * @param weight    share of the mixture, above 0
     */
    public record Mode(List<Double> centre, double deviation, double weight) {
        public Mode {
            centre = List.copyOf(centre);
        }

        private double squaredDistance(float[] points, int row) {
            double sum = 0;
            for (int d = 0; d < centre.size(); d++) {
                double difference = points[row * centre.size() + d] - centre.get(d);
                sum += difference * difference;
            }
            return sum;
        }
    }

    /**
     * One mode for each label that at least {@value #LEAST_POINTS} points have: their mean, and the root mean square of their
     * distances from it in each dimension.
     *
     * @return empty when there is no such label
     */
    public static Optional<Modes> of(PointSource source) {
        if (source.classes() == 0) {
            return Optional.empty();
        }
        List<Moments> moments = Stream.generate(() -> new Moments(source.dimensions()))
                .limit(source.classes())
                .toList();
        for (int begin = 0; begin < source.size(); begin += CHUNK) {
            int[] indices = IntStream.range(begin, Math.min(begin + CHUNK, source.size()))
                    .toArray();
            float[] points = points(source, indices);
            for (int row = 0; row < indices.length; row++) {
                moments.get(source.label(indices[row])).add(points, row);
            }
        }
        List<Mode> modes = moments.stream()
                .filter(label -> label.count >= LEAST_POINTS)
                .map(label -> label.mode(source.size()))
                .toList();
        return modes.isEmpty() ? Optional.empty() : Optional.of(new Modes(modes, source.scale()));
    }

    /**
     * Counts what samples make of the modes.
     *
     * @param samples rows in the range that networks work in
     */
    public ModeCoverage coverage(FeatureMatrix samples) {
        float[] points = scale.toData(samples.values());
        long[] good = new long[modes.size()];
        for (int row = 0; row < samples.rows(); row++) {
            int nearest = nearest(points, row);
            double reach = REACH * modes.get(nearest).deviation();
            if (modes.get(nearest).squaredDistance(points, row) <= reach * reach) {
                good[nearest]++;
            }
        }
        return ModeCoverage.of(good, modes.stream().mapToDouble(Mode::weight).toArray(), samples.rows());
    }

    private int nearest(float[] points, int row) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int mode = 0; mode < modes.size(); mode++) {
            double distance = modes.get(mode).squaredDistance(points, row);
            if (distance < least) {
                least = distance;
                nearest = mode;
            }
        }
        return nearest;
    }

    private static float[] points(PointSource source, int[] indices) {
        float[] values = new float[indices.length * source.dimensions()];
        source.read(indices, FloatBuffer.wrap(values));
        return source.scale().toData(values);
    }

    /** Of one label's points, by Welford's method. */
    private static final class Moments {
        private final double[] mean;
        private double squares;
        private long count;

        Moments(int dimensions) {
            mean = new double[dimensions];
        }

        void add(float[] points, int row) {
            count++;
            for (int d = 0; d < mean.length; d++) {
                double value = points[row * mean.length + d];
                double distance = value - mean[d];
                mean[d] += distance / count;
                squares += distance * (value - mean[d]);
            }
        }

        Mode mode(long all) {
            List<Double> centre =
                    IntStream.range(0, mean.length).mapToObj(d -> mean[d]).toList();
            return new Mode(centre, Math.sqrt(squares / count / mean.length), (double) count / all);
        }
    }
}
