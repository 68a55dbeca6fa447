package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import java.util.List;

/** Square root, element by element. */
public record Sqrt() implements Op {

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
        return visitor.sqrt(this);
    }
}
