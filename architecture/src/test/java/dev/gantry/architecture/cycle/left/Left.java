package dev.gantry.architecture.cycle.left;

import dev.gantry.architecture.cycle.right.Right;

/** Needs {@link Right}. */
public record Left(Right right) {}
