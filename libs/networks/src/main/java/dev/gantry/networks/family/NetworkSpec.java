package dev.gantry.networks.family;

import dev.gantry.networks.InvalidFieldException;

/**
 * The size of a family's networks, as a training request sets it.
 *
 * @param sample                     what the generator makes and the discriminator judges
 * @param latentSize                 length of the latent {@code z}
 * @param generatorWidth             channels of the generator's widest-resolution maps, or units of its layers
 * @param discriminatorWidth         channels of the discriminator's first maps, or units of its layers
 * @param discriminatorNormalization what stands between the discriminator's convolutions and activations
 */
public record NetworkSpec(
        SampleShape sample,
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
        InvalidFieldException.requireRange("latentSize", latentSize, 1, 4096);
        InvalidFieldException.requireRange("generatorWidth", generatorWidth, 1, 1024);
        InvalidFieldException.requireRange("discriminatorWidth", discriminatorWidth, 1, 1024);
    }

    /**
     * The pictures, for a family that makes nothing else.
     *
     * @throws InvalidFieldException when samples are something else
     */
    SampleShape.Images images() {
        if (sample instanceof SampleShape.Images images) {
            return images;
        }
        throw new InvalidFieldException("kind", sample.kind(), SampleShape.Kind.IMAGES.toString());
    }
}
