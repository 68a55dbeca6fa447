package dev.gantry.engine.data;

/** Mean and deviation of each dimension while points are read, by Welford's method (Technometrics, 1962). */
final class PointMoments {
    private final double[] mean;
    private final double[] squares;
    private long count;

    PointMoments(int dimensions) {
        mean = new double[dimensions];
        squares = new double[dimensions];
    }

    void add(float[] point) {
        count++;
        for (int d = 0; d < mean.length; d++) {
            double distance = point[d] - mean[d];
            mean[d] += distance / count;
            squares[d] += distance * (point[d] - mean[d]);
        }
    }

    /** What standardizes the points; a dimension that does not vary is only centred. */
    PointScale scale() {
        float[] offset = new float[mean.length];
        float[] scale = new float[mean.length];
        for (int d = 0; d < mean.length; d++) {
            offset[d] = (float) mean[d];
            float deviation = (float) Math.sqrt(squares[d] / count);
            scale[d] = deviation > 0 && Float.isFinite(deviation) ? deviation : 1;
        }
        return new PointScale(offset, scale);
    }
}
