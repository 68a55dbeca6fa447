package dev.gantry.networks.graph;

import dev.gantry.networks.shape.Shape;

/**
 * A named tensor that belongs to a network and not to its input.
 *
 * @param name        full name such as {@code synthesis.b16.conv1.weight}; also the ONNX initializer's name
 * @param shape       fully known shape
 * @param kind        who sets its values
 * @param initializer its first values, which a constant keeps
 */
public record ParameterSpec(String name, Shape shape, Kind kind, Initializer initializer) {

    /** Who sets a parameter's values. */
    public enum Kind {
        /** The optimizer. */
        TRAINABLE,
        /** Running statistics or a fit; saved with the weights, never given a gradient. */
        BUFFER,
        /** Nobody: the initializer's values are final and never part of saved weights. */
        CONSTANT
    }

    public ParameterSpec {
        if (shape.isBatched()) {
            throw new GraphException(name, "parameter is " + shape + ", must not have a batch dimension");
        }
        if (kind == Kind.CONSTANT && !(initializer instanceof Initializer.Fixed)) {
            throw new GraphException(name, "constant begins as " + initializer + ", must have fixed values");
        }
    }
}
