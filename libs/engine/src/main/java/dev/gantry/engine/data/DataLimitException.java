package dev.gantry.engine.data;

/** The data is larger than {@link DataLimits} allow. */
public final class DataLimitException extends DataException {
    private static final long serialVersionUID = 1L;

    DataLimitException(String file, String limit, long value, long atMost) {
        super(file, limit, Long.toString(value), "at most " + atMost);
    }
}
