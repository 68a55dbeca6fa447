package dev.gantry.engine.data;

/** The data is larger than {@link DataLimits} allow. */
public final class DataLimitException extends DataException {
    private static final long serialVersionUID = 1L;

    DataLimitException(String file, String limit, long value, long atMost) {
        this(file, limit, value, "at most " + atMost);
    }

    DataLimitException(String file, String limit, long value, String accepted) {
        super(file, limit, Long.toString(value), accepted);
    }

    /** The process has less memory left than the limits allow. */
    static DataLimitException ofMemory(String file, long bytes, OutOfMemoryError cause) {
        DataLimitException failure = new DataLimitException(
                file, "decoded bytes", bytes, "at most what -XX:MaxDirectMemorySize leaves free");
        failure.initCause(cause);
        return failure;
    }
}
