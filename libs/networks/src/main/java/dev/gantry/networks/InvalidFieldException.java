package dev.gantry.networks;

/** A setting that cannot be; it names the field, its value and what would be accepted. */
public final class InvalidFieldException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String value;
    private final String accepted;

    public InvalidFieldException(String field, Object value, String accepted) {
        super(field + " is " + value + ", must be " + accepted);
        this.field = field;
        this.value = String.valueOf(value);
        this.accepted = accepted;
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    /** What would be accepted, in words. */
    public String accepted() {
        return accepted;
    }

    /** Refuses a whole number outside {@code [least, most]}. */
    public static void requireRange(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidFieldException(field, value, "from " + least + " to " + most);
        }
    }

    /** Refuses a real number outside {@code [least, below)}. */
    public static void requireInterval(String field, double value, double least, double below) {
        if (!(value >= least && value < below)) {
            throw new InvalidFieldException(field, value, "at least " + least + " and less than " + below);
        }
    }
}
