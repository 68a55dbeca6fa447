package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import dev.gantry.networks.shape.ShapeException;
import java.util.List;

/**
 * Layer normalization without scale and bias: each sample {@code [N, ...]} gets mean 0 and variance 1 over all its
 * elements. Samples do not mix, in training as in evaluation.
 *
 * <p>Ba, Kiros and Hinton, <a href="https://arxiv.org/abs/1607.06450">Layer Normalization</a>, 2016.
 *
 * @param epsilon added to the variance
 */
public record LayerNorm(float epsilon) implements Op {

    public LayerNorm {
        Checks.positive("LayerNorm", "epsilon", epsilon);
    }

    @Override
    public Arity arity() {
        return Arity.UNARY;
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = inputs.get(0);
        if (!input.isBatched() || input.rank() < 2) {
            throw new ShapeException("input is " + input + ", must be [N, ...] with something to normalize over");
        }
        return input;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.layerNorm(this);
    }
}
