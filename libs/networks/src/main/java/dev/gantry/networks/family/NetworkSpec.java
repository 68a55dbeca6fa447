package dev.gantry.networks.family;

import dev.gantry.networks.InvalidFieldException;
import java.util.List;

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
        BATCH,
        LAYER
    }

    public NetworkSpec {
        InvalidFieldException.requireRange("latentSize", latentSize, 1, 4096);
        InvalidFieldException.requireRange("generatorWidth", generatorWidth, 1, 1024);
        InvalidFieldException.requireRange("discriminatorWidth", discriminatorWidth, 1, 1024);
    }

    /**
     * Refuses a normalization that a family does not have.
     *
     * @throws InvalidFieldException naming those that it has
     */
    void requireNormalization(Normalization... accepted) {
        if (!List.of(accepted).contains(discriminatorNormalization)) {
            throw new InvalidFieldException(
                    "discriminatorNormalization", discriminatorNormalization, "one of " + List.of(accepted));
        }
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
