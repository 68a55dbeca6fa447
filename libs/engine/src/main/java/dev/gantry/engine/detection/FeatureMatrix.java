package dev.gantry.engine.detection;

/** Rows of features, row-major. */
final class FeatureMatrix {
    private final int rows;
    private final int columns;
    private final float[] values;

    FeatureMatrix(int rows, int columns, float[] values) {
        if (values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException(
                    values.length + " values cannot be " + rows + " rows of " + columns + " features");
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    static FeatureMatrix zeros(int rows, int columns) {
        return new FeatureMatrix(rows, columns, new float[Math.multiplyExact(rows, columns)]);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    float get(int row, int column) {
        return values[row * columns + column];
    }

    void set(int row, int column, float value) {
        values[row * columns + column] = value;
    }

    void setColumn(int column, double[] value) {
        for (int row = 0; row < rows; row++) {
            set(row, column, (float) value[row]);
        }
    }

    /** The inner product of a row with as many weights as there are columns. */
    double dot(int row, double[] weights) {
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
    void addTo(double[] vector, int row, double factor) {
        int at = row * columns;
        for (int c = 0; c < columns; c++) {
            vector[c] += factor * values[at + c];
        }
    }
}
