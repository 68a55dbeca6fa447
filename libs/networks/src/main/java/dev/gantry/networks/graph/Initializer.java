package dev.gantry.networks.graph;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gantry.networks.shape.Shape;
import java.util.Arrays;
import java.util.List;

/** How a parameter begins, as data: {@link Fixed} values are computed here, {@link Random} ones are drawn by the engine. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "init")
public sealed interface Initializer {

    /** The same values each time. */
    sealed interface Fixed extends Initializer permits Constant, Cosines, Resampling {

        /** The values in row-major order. */
        float[] values(Shape shape);
    }

    /** Drawn from the training run's random stream. */
    sealed interface Random extends Initializer permits Normal, KaimingUniform {}

    /** The same number everywhere. */
    record Constant(float value) implements Fixed {

        @Override
        public float[] values(Shape shape) {
            float[] values = new float[Math.toIntExact(shape.elements())];
            Arrays.fill(values, value);
            return values;
        }
    }

    /**
     * The orthonormal DCT-II basis for a square shape {@code [n, n]}: multiplying by it from the left transforms columns,
     * by its transpose from the right transforms rows.
     *
     * @param transposed whether frequencies run along the columns instead of the rows
     */
    record Cosines(boolean transposed) implements Fixed {

        @Override
        public float[] values(Shape shape) {
            if (shape.rank() != 2 || shape.dim(0) != shape.dim(1)) {
                throw new IllegalArgumentException("shape is " + shape + ", a cosine basis must be square");
            }
            int n = shape.dim(0);
            float[] values = new float[n * n];
            for (int frequency = 0; frequency < n; frequency++) {
                double scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / n);
                for (int place = 0; place < n; place++) {
                    int index = transposed ? place * n + frequency : frequency * n + place;
                    // StrictMath, so that every machine ships the same bits.
                    values[index] = (float) (scale * StrictMath.cos(Math.PI * (2 * place + 1) * frequency / (2.0 * n)));
                }
            }
            return values;
        }
    }

    /**
     * The filter [1, 2, 1] as a matrix that changes the number of places along an axis by two; the outermost places stand
     * in for those beyond the edge, so that a constant stays what it is. From the left, shape {@code [2n, n]} doubles rows
     * (every second one is a copy, between them are means) and {@code [n, 2n]} halves them.
     *
     * @param transposed whether the matrix is to be multiplied from the right, for columns
     */
    record Resampling(boolean transposed) implements Fixed {

        @Override
        public float[] values(Shape shape) {
            if (shape.rank() != 2 || (shape.dim(0) != 2 * shape.dim(1) && shape.dim(1) != 2 * shape.dim(0))) {
                throw new IllegalArgumentException(
                        "shape is " + shape + ", a resampling matrix must be twice as long one way as the other");
            }
            int out = shape.dim(transposed ? 1 : 0);
            int in = shape.dim(transposed ? 0 : 1);
            float[] values = new float[out * in];
            for (int place = 0; place < out; place++) {
                if (out > in) {
                    add(values, place, place / 2, 0.5f, out, in);
                    add(values, place, (place + 1) / 2, 0.5f, out, in);
                } else {
                    add(values, place, 2 * place - 1, 0.25f, out, in);
                    add(values, place, 2 * place, 0.5f, out, in);
                    add(values, place, 2 * place + 1, 0.25f, out, in);
                }
            }
            return values;
        }

        private void add(float[] values, int to, int from, float weight, int out, int in) {
            int inside = Math.max(0, Math.min(in - 1, from));
            values[transposed ? inside * out + to : to * in + inside] += weight;
        }
    }

    /** Gaussian with the given mean and standard deviation. */
    record Normal(float mean, float deviation) implements Random {}

    /**
     * Uniform in {@code ±sqrt(6 / ((1 + slope²) fanIn))}, with {@code fanIn} the product of all dimensions but the first.
     *
     * <p>He et al., <a href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers</a>, 2015.
     *
     * @param slope negative slope of the rectifier that follows
     */
    record KaimingUniform(float slope) implements Random {

        /** Half the width of the interval for a weight of this shape. */
        public double bound(Shape shape) {
            List<Integer> fan = shape.dims().subList(1, shape.rank());
            double fanIn = fan.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
            return Math.sqrt(6 / ((1 + (double) slope * slope) * fanIn));
        }
    }

    static Initializer zeros() {
        return new Constant(0);
    }

    static Initializer ones() {
        return new Constant(1);
    }
}
