package dev.gantry.engine.data;

import java.io.IOException;

/** Training data that cannot or may not be read; names the file, what was looked at, what was found and what is accepted. */
public abstract sealed class DataException extends IOException
        permits DataLimitException, MalformedDataException, TooManyBadFilesException, UnrecognizedDataException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String field;
    private final String value;
    private final String accepted;

    DataException(String file, String field, String value, String accepted) {
        super(file + ": " + field + " is " + value + ": " + accepted);
        this.file = file;
        this.field = field;
        this.value = value;
        this.accepted = accepted;
    }

    /** Name of the entry at fault. */
    public String file() {
        return file;
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
