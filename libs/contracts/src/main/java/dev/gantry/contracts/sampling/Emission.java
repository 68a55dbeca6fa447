package dev.gantry.contracts.sampling;

import java.time.Instant;

/**
 * Word of a picture that was given out; the picture itself is not kept.
 *
 * @param model        that made it
 * @param version      of the model
 * @param pixelsSha256 of its pixels, as in its {@link dev.gantry.contracts.origin.OriginMark}
 * @param look         its 64-bit perceptual hash, as there
 * @param at           when it was given out
 */
public record Emission(String model, int version, String pixelsSha256, String look, Instant at) {}
