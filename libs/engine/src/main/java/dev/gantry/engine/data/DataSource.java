package dev.gantry.engine.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Where training data lies: a folder, an archive, a prefix of an object store. */
public interface DataSource {
    /**
     * Every file, in any order.
     *
     * @throws DataException if the source itself is malformed or too large
     * @throws IOException if it is out of reach
     */
    List<DataEntry> entries() throws IOException;

    /** The bytes of one of {@link #entries()}; the caller closes the stream. */
    InputStream open(DataEntry entry) throws IOException;
}
