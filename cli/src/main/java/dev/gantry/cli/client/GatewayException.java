package dev.gantry.cli.client;

/** The gateway could not be asked, or did not do what it was asked for; the message is written for people. */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    GatewayException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whose fault it is. */
    public enum Kind {
        /** Nobody answers at the URL. */
        UNREACHABLE,
        /** The request is at fault: key, field, unknown name. */
        REFUSED,
        /** The platform is at fault. */
        FAILED
    }
}
