package dev.gantry.networks.shape;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The dimensions of a tensor, outermost first. Only the first may be symbolic: {@link #BATCH}, printed {@code N}.
 *
 * @param dims positive extents; {@link #BATCH} is allowed in the first place only
 */
public record Shape(@JsonValue List<Integer> dims) {

    /** Stands for the batch size, which is known only when a network runs. */
    public static final int BATCH = -1;

    /** A tensor with a single element and no dimensions, {@code []}. */
    public static final Shape SCALAR = of();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Shape {
        dims = List.copyOf(dims);
        for (int axis = 0; axis < dims.size(); axis++) {
            int extent = dims.get(axis);
            if (extent < 1 && !(axis == 0 && extent == BATCH)) {
                throw new ShapeException(
                        "dimension " + axis + " is " + extent + ", must be at least 1 (or the batch, in front)");
            }
        }
    }

    /** A shape known in full, such as a weight's {@code [64, 3, 4, 4]}. */
    public static Shape of(int... dims) {
        return new Shape(Arrays.stream(dims).boxed().toList());
    }

    /** {@code [N, dims...]}: the batch in front of one sample's dimensions. */
    public static Shape batched(int... sampleDims) {
        return batched(Arrays.stream(sampleDims).boxed().toList());
    }

    /** {@code [N, dims...]}: the batch in front of one sample's dimensions. */
    public static Shape batched(List<Integer> sampleDims) {
        List<Integer> dims = new ArrayList<>(sampleDims.size() + 1);
        dims.add(BATCH);
        dims.addAll(sampleDims);
        return new Shape(dims);
    }

    public int rank() {
        return dims.size();
    }

    /** The extent along an axis, {@link #BATCH} when that axis is the batch. */
    public int dim(int axis) {
        return dims.get(axis);
    }

    public boolean isBatched() {
        return !dims.isEmpty() && dims.get(0) == BATCH;
    }

    /** Number of elements, of one sample when the shape is batched. */
    public long elements() {
        return dims.stream()
                .filter(d -> d != BATCH)
                .mapToLong(Integer::longValue)
                .reduce(1, Math::multiplyExact);
    }

    /** This shape with another extent along an axis. */
    public Shape with(int axis, int extent) {
        List<Integer> changed = new ArrayList<>(dims);
        changed.set(axis, extent);
        return new Shape(changed);
    }

    /** The shape both operands stretch to under NumPy's broadcasting rules. */
    public Shape broadcast(Shape other) {
        int rank = Math.max(rank(), other.rank());
        List<Integer> result = new ArrayList<>(rank);
        for (int axis = 0; axis < rank; axis++) {
            int left = alignedDim(axis, rank);
            int right = other.alignedDim(axis, rank);
            if (left != right && left != 1 && right != 1) {
                throw new ShapeException(this + " and " + other + " cannot be broadcast together");
            }
            result.add(left == 1 ? right : left);
        }
        return new Shape(result);
    }

    private int alignedDim(int axis, int rank) {
        int own = axis - (rank - rank());
        return own < 0 ? 1 : dims.get(own);
    }

    @Override
    public String toString() {
        return dims.stream().map(d -> d == BATCH ? "N" : d.toString()).collect(Collectors.joining(", ", "[", "]"));
    }
}
