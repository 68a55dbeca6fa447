package dev.gantry.engine.state;

/** A state does not belong to the run that it is to restore. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message names the parts that do not fit */
    public StateException(String message) {
        super(message);
    }
}
