package dev.gantry.contracts;

/**
 * One fault of a request.
 *
 * @param field    path of the field, for instance {@code data.resolution}; empty for the document itself
 * @param value    what stood there, shortened; {@code (absent)} when nothing did
 * @param accepted what would be accepted
 */
public record Violation(String field, String value, String accepted) {
    public static final String ABSENT = "(absent)";
    private static final int MAX_VALUE_CHARS = 80;

    public Violation {
        value = value.length() <= MAX_VALUE_CHARS ? value : value.substring(0, MAX_VALUE_CHARS) + "…";
    }

    /** For instance {@code data.resolution is 27: must be 28, 32, 64 or 128}. */
    public String sentence() {
        return (field.isEmpty() ? "the document" : field) + " is " + value + ": " + accepted;
    }
}
