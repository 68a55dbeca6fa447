package dev.gantry.architecture.cycle.right;

import dev.gantry.architecture.cycle.left.Left;

/** Needs {@link Left}. */
public record Right(String name) {
    public Left left() {
        return new Left(this);
    }
}
