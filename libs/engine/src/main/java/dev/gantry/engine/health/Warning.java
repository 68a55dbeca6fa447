package dev.gantry.engine.health;

/**
 * A condition has lasted.
 *
 * @param value what was seen at last
 * @param threshold what it was held against
 * @param message for people
 */
public record Warning(Condition condition, double value, double threshold, String message) {}
