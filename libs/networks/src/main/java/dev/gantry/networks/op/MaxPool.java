package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import java.util.List;

/**
 * Largest value in each window of {@code [N, C, H, W]}; {@code H' = floor((H + 2 padding - kernel) / stride) + 1}.
 *
 * @param kernel  window's side, at least 1
 * @param stride  step in both directions, at least 1
 * @param padding ignored positions added on each side, at most half the kernel
 */
public record MaxPool(int kernel, int stride, int padding) implements Op {

    public MaxPool {
        Checks.atLeast("MaxPool", "kernel", kernel, 1);
        Checks.atLeast("MaxPool", "stride", stride, 1);
        Checks.atLeast("MaxPool", "padding", padding, 0);
        if (padding > kernel / 2) {
            throw new IllegalArgumentException(
                    "MaxPool: padding is " + padding + ", must be at most half the kernel " + kernel);
        }
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
        return Checks.spatial(in, Math.floorDiv(in + 2L * padding - kernel, stride) + 1, axis);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.maxPool(this);
    }
}
