package dev.gantry.engine.data;

/** Hears how far reading a dataset has come, on the thread that reads. */
public interface ReadProgress {
    /** Hears nothing. */
    ReadProgress UNHEARD = (done, total) -> {};

    /**
     * Some more has been read. An exception ends the reading and reaches the caller.
     *
     * @param done  of {@code total}: files, pictures of a single file, or bytes of points
     */
    void read(long done, long total);
}
