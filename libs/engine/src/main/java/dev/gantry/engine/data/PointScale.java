package dev.gantry.engine.data;

/**
 * Between the data's units and what networks work with: {@code (value - offset) / scale} has mean 0 and standard deviation 1 in
 * each dimension.
 *
 * @param offset of each dimension
 * @param scale of each dimension, above 0
 */
// Bulk numbers, never compared.
@SuppressWarnings("ArrayRecordComponent")
public record PointScale(float[] offset, float[] scale) {
    public PointScale {
        if (offset.length != scale.length) {
            throw new IllegalArgumentException(offset.length + " offsets and " + scale.length + " scales");
        }
    }

    /** A value of a dimension as networks see it. */
    float toModel(float value, int dimension) {
        return (value - offset[dimension]) / scale[dimension];
    }

    /** Points {@code [n, D]} in the data's units. */
    public float[] toData(float[] points) {
        float[] values = new float[points.length];
        for (int i = 0; i < points.length; i++) {
            int dimension = i % scale.length;
            values[i] = points[i] * scale[dimension] + offset[dimension];
        }
        return values;
    }
}
