package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import dev.gantry.networks.shape.ShapeException;
import java.util.List;

/** The checks that several operations share, so that their messages read alike. */
final class Checks {

    private Checks() {}

    static void atLeast(String op, String attribute, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(op + ": " + attribute + " is " + value + ", must be at least " + least);
        }
    }

    static void positive(String op, String attribute, float value) {
        if (!(value > 0) || Float.isInfinite(value)) {
            throw new IllegalArgumentException(op + ": " + attribute + " is " + value + ", must be positive");
        }
    }

    /** Requires {@code [N, C, H, W]}. */
    static void image(Shape input) {
        if (!input.isBatched() || input.rank() != 4) {
            throw new ShapeException("input is " + input + ", must be [N, C, H, W]");
        }
    }

    /** Requires four fixed dimensions, which {@code layout} names. */
    static void kernel(Shape weight, String layout) {
        if (weight.isBatched() || weight.rank() != 4) {
            throw new ShapeException("weight is " + weight + ", must be " + layout);
        }
    }

    static void channels(int found, int wanted) {
        if (found != wanted) {
            throw new ShapeException("input has " + found + " channels, weight wants " + wanted);
        }
    }

    /** Requires every input after the first {@code from} to be {@code [length]}. */
    static void vectors(List<Shape> inputs, int from, int length, List<String> names) {
        for (int i = from; i < inputs.size(); i++) {
            if (!inputs.get(i).equals(Shape.of(length))) {
                throw new ShapeException(names.get(i - from) + " is " + inputs.get(i) + ", must be [" + length + "]");
            }
        }
    }

    static int spatial(int extent, long computed, String axis) {
        if (computed < 1) {
            throw new ShapeException("input " + axis + " " + extent + " is too small, the output would have none");
        }
        return Math.toIntExact(computed);
    }
}
