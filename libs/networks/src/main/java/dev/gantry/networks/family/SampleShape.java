package dev.gantry.networks.family;

import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.shape.Shape;
import java.util.Locale;

/**
 * What one sample is. It also names the tensor: generators give, and discriminators take, {@code image [N, C, H, W]} or
 * {@code points [N, D]}.
 */
public sealed interface SampleShape {

    /** Whether samples are pictures or points. */
    Kind kind();

    /** Shape of a batch, {@code [N, ...]}. */
    Shape batched();

    /** What a discriminator is fed with. */
    RoleInput input();

    /** Kinds of samples. */
    enum Kind {
        /** Square pictures, values in [-1, 1]. */
        IMAGES("image"),
        /** Rows of real numbers. */
        POINTS("points");

        private final String tensor;

        Kind(String tensor) {
            this.tensor = tensor;
        }

        /** Name of the generator's output and of the discriminator's input. */
        public String tensor() {
            return tensor;
        }

        /** As in a training request. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Square pictures, {@code [N, channels, resolution, resolution]}.
     *
     * @param channels   1 for grey pictures, 3 for colour
     * @param resolution side in pixels; a family says which it can make
     */
    record Images(int channels, int resolution) implements SampleShape {

        public Images {
            if (channels != 1 && channels != 3) {
                throw new InvalidFieldException("channels", channels, "1 (grey) or 3 (colour)");
            }
            InvalidFieldException.requireRange("resolution", resolution, 1, 4096);
        }

        @Override
        public Kind kind() {
            return Kind.IMAGES;
        }

        @Override
        public Shape batched() {
            return Shape.batched(channels, resolution, resolution);
        }

        @Override
        public RoleInput input() {
            return new RoleInput(kind().tensor(), RoleInput.Kind.IMAGE, "Pictures to judge, each value in [-1, 1].");
        }
    }

    /**
     * Points, {@code [N, dimensions]}.
     *
     * @param dimensions numbers in a row
     */
    record Points(int dimensions) implements SampleShape {

        public Points {
            InvalidFieldException.requireRange("dimensions", dimensions, 1, 4096);
        }

        @Override
        public Kind kind() {
            return Kind.POINTS;
        }

        @Override
        public Shape batched() {
            return Shape.batched(dimensions);
        }

        @Override
        public RoleInput input() {
            return new RoleInput(kind().tensor(), RoleInput.Kind.POINTS, "Points to judge.");
        }
    }
}
