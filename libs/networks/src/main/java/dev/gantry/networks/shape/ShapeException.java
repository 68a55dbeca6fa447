package dev.gantry.networks.shape;

/** Shapes that do not fit an operation; the message says what was found and what would fit. */
public final class ShapeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }
}
