package dev.gantry.engine.data;

/** No file of the source is of a kind that can be read. */
public final class UnrecognizedDataException extends DataException {
    private static final long serialVersionUID = 1L;

    private UnrecognizedDataException(String file, String value, String accepted) {
        super(file, "content", value, accepted);
    }

    static UnrecognizedDataException noPictures(String file, String value) {
        return new UnrecognizedDataException(file, value, "IDX (gzip or plain), PNG or JPEG files, or one zip of them");
    }

    static UnrecognizedDataException noPoints(String file, String value) {
        return new UnrecognizedDataException(file, value, "one or more files named .csv");
    }

    static UnrecognizedDataException absent(String file) {
        return new UnrecognizedDataException(file, "absent", "a file or a folder of them");
    }
}
