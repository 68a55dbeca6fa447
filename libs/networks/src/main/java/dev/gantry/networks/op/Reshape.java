package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import dev.gantry.networks.shape.ShapeException;
import java.util.List;

/**
 * Gives each sample other dimensions, {@code [N, ...]} to {@code [N, sampleDims...]}, keeping the row-major order.
 *
 * @param sampleDims dimensions of one sample; none makes {@code [N]}
 */
public record Reshape(List<Integer> sampleDims) implements Op {

    public Reshape {
        sampleDims = List.copyOf(sampleDims);
        sampleDims.forEach(extent -> Checks.atLeast("Reshape", "dimension", extent, 1));
    }

    @Override
    public Arity arity() {
        return Arity.UNARY;
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Shape output = Shape.batched(sampleDims);
        if (!input.isBatched() || input.elements() != output.elements()) {
            throw new ShapeException(input + " cannot be reshaped to " + output);
        }
        return output;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.reshape(this);
    }
}
