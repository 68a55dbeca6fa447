package dev.gantry.engine.data;

/** No file of the source is of a kind that can be read. */
public final class UnrecognizedDataException extends DataException {
    private static final long serialVersionUID = 1L;

    UnrecognizedDataException(String file, String value) {
        super(file, "content", value, "IDX (gzip or plain), PNG or JPEG files, or one zip of them");
    }
}
