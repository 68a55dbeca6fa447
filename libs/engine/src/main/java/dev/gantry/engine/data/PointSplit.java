package dev.gantry.engine.data;

/**
 * Points in two parts that share none.
 *
 * @param train for training
 * @param heldOut never shown to a network in training
 */
public record PointSplit(PointView train, PointView heldOut) {}
