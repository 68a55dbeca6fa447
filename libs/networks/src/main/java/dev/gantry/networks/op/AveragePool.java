package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import java.util.List;

/**
 * Mean of each window of {@code [N, C, H, W]}; {@code H' = floor((H - kernel) / stride) + 1}.
 *
 * @param kernel window's side, at least 1
 * @param stride step in both directions, at least 1
 */
public record AveragePool(int kernel, int stride) implements Op {

    public AveragePool {
        Checks.atLeast("AveragePool", "kernel", kernel, 1);
        Checks.atLeast("AveragePool", "stride", stride, 1);
    }

    @Override
    public Arity arity() {
        return Arity.UNARY;
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Checks.image(input);
        return Shape.batched(input.dim(1), extent(input.dim(2), "height"), extent(input.dim(3), "width"));
    }

    private int extent(int in, String axis) {
        return Checks.spatial(in, Math.floorDiv(in - kernel, stride) + 1L, axis);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.averagePool(this);
    }
}
