package dev.gantry.platform.models;

/**
 * What identifies a version of a model: published twice, it is one version.
 *
 * @param step real images shown to the discriminator when it was taken
 */
public record Checkpoint(String model, String jobId, long step) {}
