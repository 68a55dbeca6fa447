package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import dev.gantry.networks.shape.ShapeException;
import java.util.List;

/**
 * Fully connected layer {@code x Wᵀ + b}: input {@code [N, in]}, weight {@code [out, in]}, optional bias {@code [out]},
 * output {@code [N, out]}.
 */
public record Linear() implements Op {

    @Override
    public Arity arity() {
        return Arity.WEIGHTED;
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Shape weight = inputs.get(1);
        if (!input.isBatched() || input.rank() != 2) {
            throw new ShapeException("input is " + input + ", must be [N, features]");
        }
        if (weight.isBatched() || weight.rank() != 2) {
            throw new ShapeException("weight is " + weight + ", must be [out features, in features]");
        }
        if (input.dim(1) != weight.dim(1)) {
            throw new ShapeException("input has " + input.dim(1) + " features, weight wants " + weight.dim(1));
        }
        Checks.vectors(inputs, 2, weight.dim(0), List.of("bias"));
        return Shape.batched(weight.dim(0));
    }

    @Override
    public long multiplyAccumulates(List<Shape> inputs, Shape output) {
        return inputs.get(1).elements();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.linear(this);
    }
}
