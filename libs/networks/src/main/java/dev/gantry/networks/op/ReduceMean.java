package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import dev.gantry.networks.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean over some dimensions of each sample.
 *
 * @param axes     ascending, counted from the batch, which is axis 0 and cannot be reduced
 * @param keepDims whether reduced dimensions stay with extent 1
 */
public record ReduceMean(List<Integer> axes, boolean keepDims) implements Op {

    public ReduceMean {
        axes = List.copyOf(axes);
        if (axes.isEmpty()) {
            throw new IllegalArgumentException("ReduceMean: axes are empty, must name at least one");
        }
        int least = 1;
        for (int axis : axes) {
            Checks.atLeast("ReduceMean", "axis", axis, least);
            least = axis + 1;
        }
    }

    @Override
    public Arity arity() {
        return Arity.UNARY;
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = inputs.get(0);
        if (!input.isBatched() || axes.get(axes.size() - 1) >= input.rank()) {
            throw new ShapeException("input is " + input + ", must be batched and have the axes " + axes);
        }
        List<Integer> dims = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            if (!axes.contains(axis)) {
                dims.add(input.dim(axis));
            } else if (keepDims) {
                dims.add(1);
            }
        }
        return new Shape(dims);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.reduceMean(this);
    }
}
