package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import java.util.List;

/** {@code a - b} with NumPy broadcasting. */
public record Sub() implements Op {

    @Override
    public Arity arity() {
        return Arity.BINARY;
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        return inputs.get(0).broadcast(inputs.get(1));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.sub(this);
    }
}
