package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import java.util.List;

/**
 * Repeats each pixel of {@code [N, C, H, W]} in a square, to {@code [N, C, factor · H, factor · W]}: nearest-neighbour
 * interpolation.
 *
 * @param factor side of the square, at least 1
 */
public record Upsample(int factor) implements Op {

    public Upsample {
        Checks.atLeast("Upsample", "factor", factor, 1);
    }

    @Override
    public Arity arity() {
        return Arity.UNARY;
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Checks.image(input);
        return Shape.batched(
                input.dim(1), Math.multiplyExact(input.dim(2), factor), Math.multiplyExact(input.dim(3), factor));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.upsample(this);
    }
}
