package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import java.util.List;

/**
 * {@code x} where positive, {@code slope * x} elsewhere.
 *
 * @param slope positive slope below zero, 0.2 in most discriminators
 */
public record LeakyRelu(float slope) implements Op {

    public LeakyRelu {
        Checks.positive("LeakyRelu", "slope", slope);
    }

    @Override
    public Arity arity() {
        return Arity.UNARY;
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.leakyRelu(this);
    }
}
