package dev.gantry.engine.data;

/** A file breaks its format. */
public final class MalformedDataException extends DataException {
    private static final long serialVersionUID = 1L;

    MalformedDataException(String file, String field, String value, String accepted) {
        super(file, field, value, accepted);
    }

    static MalformedDataException causedBy(Exception cause, String file, String field, String accepted) {
        String value = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        MalformedDataException failure = new MalformedDataException(file, field, value, accepted);
        failure.initCause(cause);
        return failure;
    }
}
