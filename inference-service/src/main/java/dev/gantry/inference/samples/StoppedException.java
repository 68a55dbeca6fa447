package dev.gantry.inference.samples;

/** Samples were not drawn to their end because that was asked for. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("drawing was stopped");
    }
}
