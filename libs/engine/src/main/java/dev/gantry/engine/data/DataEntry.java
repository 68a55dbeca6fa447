package dev.gantry.engine.data;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * A file of a {@link DataSource}.
 *
 * @param name path below the source's root with {@code /} between its parts, for instance {@code cats/0017.png}
 * @param bytes size as the source knows it before reading
 */
public record DataEntry(String name, long bytes) {
    static final String SEPARATOR = "/";

    /**
     * The files of a source that are not hidden, by name.
     *
     * @throws DataLimitException if there are too many
     */
    static List<DataEntry> visible(DataSource source, DataLimits limits) throws IOException {
        List<DataEntry> entries = source.entries();
        if (entries.size() > limits.maxEntries()) {
            throw new DataLimitException("(source)", "entries", entries.size(), limits.maxEntries());
        }
        return entries.stream()
                .filter(entry -> !entry.hidden())
                .sorted(Comparator.comparing(DataEntry::name))
                .toList();
    }

    /** The part after the last separator. */
    String fileName() {
        return name.substring(name.lastIndexOf(SEPARATOR) + 1);
    }

    /** Whether some part of the name begins with a dot, or it is a resource fork left by an archiver. */
    boolean hidden() {
        return name.startsWith(".") || name.contains(SEPARATOR + ".") || name.startsWith("__MACOSX" + SEPARATOR);
    }
}
