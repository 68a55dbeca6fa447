package dev.gantry.engine.data;

/**
 * A file of a {@link DataSource}.
 *
 * @param name path below the source's root with {@code /} between its parts, for instance {@code cats/0017.png}
 * @param bytes size as the source knows it before reading
 */
public record DataEntry(String name, long bytes) {
    static final String SEPARATOR = "/";

    /** The part after the last separator. */
    String fileName() {
        return name.substring(name.lastIndexOf(SEPARATOR) + 1);
    }

    /** Whether some part of the name begins with a dot, or it is a resource fork left by an archiver. */
    boolean hidden() {
        return name.startsWith(".") || name.contains(SEPARATOR + ".") || name.startsWith("__MACOSX" + SEPARATOR);
    }
}
