package dev.gantry.networks.graph;

import dev.gantry.networks.shape.Shape;

/** A tensor inside a graph, by name: an input, a parameter or what a node of that name computes. */
public record Value(String name, Shape shape) {}
