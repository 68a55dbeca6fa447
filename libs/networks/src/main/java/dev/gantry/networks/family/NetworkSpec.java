package dev.gantry.networks.family;

import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.shape.Shape;

/**
 * The size of a family's networks, as a training request sets it.
 *
 * @param channels                   1 for grey pictures, 3 for colour
 * @param resolution                 side of the square pictures, in pixels; a family says which it can make
 * @param latentSize                 length of the latent {@code z}
 * @param generatorWidth             channels of the generator's widest-resolution maps; deeper ones have multiples of it
 * @param discriminatorWidth         channels of the discriminator's first maps; deeper ones have multiples of it
 * @param discriminatorNormalization what stands between the discriminator's convolutions and activations
 */
public record NetworkSpec(
        int channels,
        int resolution,
        int latentSize,
        int generatorWidth,
        int discriminatorWidth,
        Normalization discriminatorNormalization) {

    /** A normalization of feature maps. */
    public enum Normalization {
        NONE,
        BATCH
    }

    public NetworkSpec {
        if (channels != 1 && channels != 3) {
            throw new InvalidFieldException("channels", channels, "1 (grey) or 3 (colour)");
        }
        InvalidFieldException.requireRange("resolution", resolution, 1, 4096);
        InvalidFieldException.requireRange("latentSize", latentSize, 1, 4096);
        InvalidFieldException.requireRange("generatorWidth", generatorWidth, 1, 1024);
        InvalidFieldException.requireRange("discriminatorWidth", discriminatorWidth, 1, 1024);
    }

    /** Shape of a batch of pictures, {@code [N, C, H, W]}. */
    public Shape imageShape() {
        return Shape.batched(channels, resolution, resolution);
    }
}
