package dev.gantry.engine.data;

import java.nio.file.Path;

/**
 * Where a dataset's decoded samples are kept while it is used.
 *
 * @param memoryBytes of them in memory, outside the heap
 * @param folder where the rest is, in a file that has no name and so is gone when the process is
 * @param diskBytes of that file
 */
public record DataCache(long memoryBytes, Path folder, long diskBytes) {
    /** 1 GiB in memory, 32 GiB in the folder for temporary files. */
    public static final DataCache DEFAULT =
            new DataCache(1L << 30, Path.of(System.getProperty("java.io.tmpdir")), 32L << 30);

    public DataCache {
        if (memoryBytes < 0 || diskBytes < 0) {
            throw new IllegalArgumentException(
                    "memoryBytes is " + memoryBytes + " and diskBytes " + diskBytes + ": both must be at least 0");
        }
    }

    long bytes() {
        return memoryBytes + diskBytes;
    }

    /** @throws DataLimitException if there is no room for so many bytes */
    void check(String file, long needed) throws DataLimitException {
        if (needed > bytes()) {
            throw new DataLimitException(
                    file,
                    "decoded bytes",
                    needed,
                    "at most " + bytes() + ", " + memoryBytes + " in memory and " + diskBytes + " on disk");
        }
    }
}
