package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import dev.gantry.networks.shape.ShapeException;
import java.util.List;

/**
 * Matrix product over the last two dimensions, {@code [..., M, K] x [..., K, P]} to {@code [..., M, P]}; the leading
 * dimensions broadcast as in NumPy.
 */
public record MatMul() implements Op {

    @Override
    public Arity arity() {
        return Arity.BINARY;
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape left = matrix("left", inputs.get(0));
        Shape right = matrix("right", inputs.get(1));
        int inner = left.dim(left.rank() - 1);
        if (inner != right.dim(right.rank() - 2)) {
            throw new ShapeException(
                    "left has " + inner + " columns, right has " + right.dim(right.rank() - 2) + " rows");
        }
        // The matrices' own dimensions are set to 1 so that only those in front of them take part in broadcasting.
        Shape stacked = frame(left).broadcast(frame(right));
        return stacked.with(stacked.rank() - 2, left.dim(left.rank() - 2))
                .with(stacked.rank() - 1, right.dim(right.rank() - 1));
    }

    private static Shape matrix(String side, Shape shape) {
        if (shape.rank() < (shape.isBatched() ? 3 : 2)) {
            throw new ShapeException(side + " is " + shape + ", must be [..., rows, columns]");
        }
        return shape;
    }

    private static Shape frame(Shape shape) {
        return shape.with(shape.rank() - 2, 1).with(shape.rank() - 1, 1);
    }

    @Override
    public long multiplyAccumulates(List<Shape> inputs, Shape output) {
        Shape left = inputs.get(0);
        return output.elements() * left.dim(left.rank() - 1);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.matMul(this);
    }
}
