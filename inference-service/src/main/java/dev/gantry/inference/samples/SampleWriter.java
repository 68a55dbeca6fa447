package dev.gantry.inference.samples;

import java.io.IOException;
import java.io.OutputStream;

/** Writes samples in one format. */
interface SampleWriter {
    String mediaType();

    /**
     * Makes what is not made yet and writes all of it; closes nothing.
     *
     * @throws dev.gantry.contracts.GantryException what a run fails with
     * @throws IOException if it cannot be written
     */
    void write(SampleRun run, OutputStream out) throws IOException;
}
