package dev.gantry.networks.graph;

/**
 * A result under the name its users know.
 *
 * @param name  the graph's output name, such as {@code image}
 * @param value the value it stands for, such as {@code b4.tanh}
 */
public record Output(String name, String value) {}
