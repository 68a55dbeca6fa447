package dev.gantry.engine.health;

/**
 * What a tick shows of a run's health.
 *
 * @param images real images seen
 * @param diversity mean pairwise distance of samples over that of reals
 * @param accuracy how often the discriminator is right, in [0, 1]
 * @param pixels of the fixed-seed samples, as shown
 */
// Bulk data, shared and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Signs(long images, double diversity, double accuracy, byte[] pixels) {}
