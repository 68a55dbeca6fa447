package dev.gantry.networks.onnx;

import dev.gantry.networks.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** A concrete tensor, row-major. */
final class Tensor {

    private final List<Integer> dims;
    private final double[] data;

    Tensor(List<Integer> dims, double[] data) {
        this.dims = List.copyOf(dims);
        this.data = data;
        if (data.length != dims.stream().reduce(1, Math::multiplyExact)) {
            throw new IllegalArgumentException(data.length + " values for " + dims);
        }
    }

    static Tensor zeros(List<Integer> dims) {
        return new Tensor(dims, new double[dims.stream().reduce(1, Math::multiplyExact)]);
    }

    /** Values of the given shape with {@code batch} for N, rounded to float so that every runtime sees the same. */
    static Tensor normal(Shape shape, int batch, long seed) {
        Random random = new Random(seed);
        List<Integer> dims = concrete(shape, batch);
        return zeros(dims).map(ignored -> (float) random.nextGaussian());
    }

    static List<Integer> concrete(Shape shape, int batch) {
        List<Integer> dims = new ArrayList<>(shape.dims());
        dims.replaceAll(extent -> extent == Shape.BATCH ? batch : extent);
        return dims;
    }

    List<Integer> dims() {
        return dims;
    }

    double[] data() {
        return data;
    }

    int dim(int axis) {
        return dims.get(axis);
    }

    Tensor map(DoubleUnaryOperator function) {
        return new Tensor(dims, DoubleStream.of(data).map(function).toArray());
    }

    Tensor reshaped(List<Integer> newDims) {
        return new Tensor(newDims, data);
    }

    /** Offset of an index; extra leading indices are dropped and extents of 1 repeat, as broadcasting wants. */
    int offset(int... index) {
        int offset = 0;
        int skipped = index.length - dims.size();
        for (int axis = 0; axis < dims.size(); axis++) {
            offset = offset * dim(axis) + (dim(axis) == 1 ? 0 : index[axis + skipped]);
        }
        return offset;
    }

    double at(int... index) {
        return data[offset(index)];
    }

    void add(double value, int... index) {
        data[offset(index)] += value;
    }

    /** The index of the element at an offset. */
    int[] index(int offset) {
        int[] index = new int[dims.size()];
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = offset % dim(axis);
            offset /= dim(axis);
        }
        return index;
    }
}
