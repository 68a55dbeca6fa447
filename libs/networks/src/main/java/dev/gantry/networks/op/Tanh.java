package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import java.util.List;

/** Hyperbolic tangent, element by element. */
public record Tanh() implements Op {

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
        return visitor.tanh(this);
    }
}
