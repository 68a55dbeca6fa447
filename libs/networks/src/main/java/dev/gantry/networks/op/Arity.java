package dev.gantry.networks.op;

import dev.gantry.networks.shape.ShapeException;

/** How many inputs an operation takes, both ends included. */
public record Arity(int min, int max) {

    static final Arity UNARY = new Arity(1, 1);
    static final Arity BINARY = new Arity(2, 2);

    /** An input, a weight and, if wanted, a bias. */
    static final Arity WEIGHTED = new Arity(2, 3);

    void check(String kind, int count) {
        if (count < min || count > max) {
            String wanted = min == max ? "" + min : max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
            throw new ShapeException(kind + " takes " + wanted + " inputs, got " + count);
        }
    }
}
