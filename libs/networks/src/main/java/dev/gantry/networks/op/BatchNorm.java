package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import dev.gantry.networks.shape.ShapeException;
import java.util.List;

/**
 * Batch normalization over {@code [N, C, ...]}; inputs are the tensor, scale, bias, running mean and running variance,
 * the last four {@code [C]}. Training normalizes by the batch's statistics and updates the running ones; evaluation uses
 * the running ones.
 *
 * <p>Ioffe and Szegedy, <a href="https://arxiv.org/abs/1502.03167">Batch Normalization</a>, 2015.
 *
 * @param epsilon  added to the variance
 * @param momentum share of the NEW batch in the running statistics, in (0, 1]; ONNX weighs the old value instead
 */
public record BatchNorm(float epsilon, float momentum) implements Op {

    public BatchNorm {
        Checks.positive("BatchNorm", "epsilon", epsilon);
        Checks.positive("BatchNorm", "momentum", momentum);
        if (momentum > 1) {
            throw new IllegalArgumentException("BatchNorm: momentum is " + momentum + ", must be at most 1");
        }
    }

    @Override
    public Arity arity() {
        return new Arity(5, 5);
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = inputs.get(0);
        if (!input.isBatched() || input.rank() < 2) {
            throw new ShapeException("input is " + input + ", must be [N, C, ...]");
        }
        Checks.vectors(inputs, 1, input.dim(1), List.of("scale", "bias", "running mean", "running variance"));
        return input;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.batchNorm(this);
    }
}
