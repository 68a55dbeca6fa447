package dev.gantry.serving.session;

import java.util.List;

/** Float32 values in row-major order, on the heap. */
public final class Tensor {
    private final List<Long> shape;
    private final float[] values;

    /**
     * @param shape  the first extent counts the rows, of which there is at least one
     * @param values kept, not copied
     * @throws IllegalArgumentException if the shape has another number of values, no extent, or one below 1
     */
    public Tensor(List<Long> shape, float[] values) {
        this.shape = List.copyOf(shape);
        this.values = values;
        if (shape.isEmpty() || elements(shape) != values.length) {
            throw new IllegalArgumentException("shape " + shape + " does not fit " + values.length + " values");
        }
    }

    public List<Long> shape() {
        return shape;
    }

    /** The values themselves, not a copy. */
    public float[] values() {
        return values;
    }

    public int rows() {
        return Math.toIntExact(shape.get(0));
    }

    /** Whether no value is infinite or not a number. */
    public boolean isFinite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }

    private static long elements(List<Long> shape) {
        long product = 1;
        for (long extent : shape) {
            if (extent < 1) {
                throw new IllegalArgumentException("shape " + shape + " has an extent below 1");
            }
            product = Math.multiplyExact(product, extent);
        }
        return product;
    }
}
