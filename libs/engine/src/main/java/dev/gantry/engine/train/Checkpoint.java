package dev.gantry.engine.train;

/**
 * What a run has learned so far.
 *
 * @param images real images seen; the step that identifies the checkpoint
 * @param generator the moving average of the generator, which is the one to serve
 * @param discriminator the discriminator as it is
 */
public record Checkpoint(long images, RoleSnapshot generator, RoleSnapshot discriminator) {}
