package dev.gantry.contracts;

/** Carries a {@link Failure} up the stack. */
public final class GantryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public GantryException(Failure failure) {
        super(failure.code() + ": " + failure.message());
        this.failure = failure;
    }

    public GantryException(Failure failure, Throwable cause) {
        super(failure.code() + ": " + failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
