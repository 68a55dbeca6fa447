package dev.gantry.contracts.models;

/**
 * What the generator makes of the latents of a fixed seed: a server that loads the version must see the same.
 *
 * @param seed      of the latents, drawn as {@code POST /samples} draws them
 * @param count     samples
 * @param mean      over all values of the output
 * @param deviation population standard deviation over all values of the output
 * @param tolerance largest absolute difference of either
 */
public record Probe(long seed, int count, double mean, double deviation, double tolerance) {}
