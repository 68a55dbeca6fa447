package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import dev.gantry.networks.shape.ShapeException;
import java.util.List;

/**
 * Joins batched tensors along one axis; all other dimensions must agree.
 *
 * @param axis counted from the batch, which is axis 0; at least 1
 */
public record Concat(int axis) implements Op {

    public Concat {
        Checks.atLeast("Concat", "axis", axis, 1);
    }

    @Override
    public Arity arity() {
        return new Arity(1, Integer.MAX_VALUE);
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape first = inputs.get(0);
        if (!first.isBatched() || axis >= first.rank()) {
            throw new ShapeException("input is " + first + ", must be batched and have an axis " + axis);
        }
        int extent = 0;
        for (Shape input : inputs) {
            if (input.rank() != first.rank()
                    || !input.with(axis, first.dim(axis)).equals(first)) {
                throw new ShapeException(first + " and " + input + " differ outside axis " + axis);
            }
            extent += input.dim(axis);
        }
        return first.with(axis, extent);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.concat(this);
    }
}
