package dev.gantry.cli.stack;

/** The local stack could not be started or has lost a process; the message is written for people. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
