package dev.gantry.imaging;

import java.io.IOException;

/** A picture that cannot or may not be decoded; names what was looked at, what was found and what would be accepted. */
public final class PictureException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why a picture was refused; the names are stable. */
    public enum Reason {
        /** Neither PNG nor JPEG. */
        UNSUPPORTED_TYPE,
        /** More bytes or pixels than allowed. */
        TOO_LARGE,
        /** Recognised, but truncated or damaged. */
        MALFORMED
    }

    private final Reason reason;
    private final String field;
    private final String value;
    private final String accepted;

    public PictureException(Reason reason, String field, String value, String accepted) {
        super(field + " is " + value + ": " + accepted);
        this.reason = reason;
        this.field = field;
        this.value = value;
        this.accepted = accepted;
    }

    public Reason reason() {
        return reason;
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    public String accepted() {
        return accepted;
    }
}
