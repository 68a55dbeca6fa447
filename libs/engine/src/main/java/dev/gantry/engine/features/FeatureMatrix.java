package dev.gantry.engine.features;

import java.util.Arrays;
import java.util.List;

/** Rows of features, row-major; one row a picture. */
public final class FeatureMatrix {
    private final int rows;
    private final int columns;
    private final float[] values;

    /**
     * @param values row after row; kept, not copied
     * @throws IllegalArgumentException if there are not {@code rows * columns} of them
     */
    public FeatureMatrix(int rows, int columns, float[] values) {
        if (values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException(
                    values.length + " values cannot be " + rows + " rows of " + columns + " features");
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    public static FeatureMatrix zeros(int rows, int columns) {
        return new FeatureMatrix(rows, columns, new float[Math.multiplyExact(rows, columns)]);
    }

    /** The rows of several matrices of as many columns, one after the other. */
    public static FeatureMatrix concatenate(List<FeatureMatrix> parts) {
        int columns = parts.get(0).columns;
        int rows = parts.stream().mapToInt(FeatureMatrix::rows).sum();
        FeatureMatrix all = zeros(rows, columns);
        int at = 0;
        for (FeatureMatrix part : parts) {
            System.arraycopy(part.values, 0, all.values, at, part.values.length);
            at += part.values.length;
        }
        return all;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public float get(int row, int column) {
        return values[row * columns + column];
    }

    public void set(int row, int column, float value) {
        values[row * columns + column] = value;
    }

    public void setColumn(int column, double[] value) {
        for (int row = 0; row < rows; row++) {
            set(row, column, (float) value[row]);
        }
    }

    /** Rows from {@code begin} (included) to {@code end} (excluded), copied. */
    public FeatureMatrix slice(int begin, int end) {
        return new FeatureMatrix(end - begin, columns, Arrays.copyOfRange(values, begin * columns, end * columns));
    }

    /** The rows at these indices, in their order, copied. */
    public FeatureMatrix rows(int[] indices) {
        FeatureMatrix some = zeros(indices.length, columns);
        for (int row = 0; row < indices.length; row++) {
            System.arraycopy(values, indices[row] * columns, some.values, row * columns, columns);
        }
        return some;
    }

    /** All values, row after row; not a copy. */
    public float[] values() {
        return values;
    }

    /** The inner product of a row with as many weights as there are columns. */
    public double dot(int row, double[] weights) {
        int at = row * columns;
        double even = 0;
        double odd = 0;
        int c = 0;
        for (; c + 1 < columns; c += 2) {
            even += values[at + c] * weights[c];
            odd += values[at + c + 1] * weights[c + 1];
        }
        return c < columns ? even + odd + values[at + c] * weights[c] : even + odd;
    }

    /** Adds a multiple of a row to a vector. */
    public void addTo(double[] vector, int row, double factor) {
        int at = row * columns;
        for (int c = 0; c < columns; c++) {
            vector[c] += factor * values[at + c];
        }
    }
}
