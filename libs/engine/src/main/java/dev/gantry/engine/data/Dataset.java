package dev.gantry.engine.data;

import dev.gantry.engine.train.SampleSource;
import java.util.List;

/** All samples of a source, decoded. Safe to read from several threads until it is closed. */
public sealed interface Dataset extends SampleSource, AutoCloseable permits ImageDataset, PointDataset {
    /** SHA-256 over shape, decoded samples and labels, lower-case hex. The same samples packed another way have the same. */
    String sha256();

    /** Files that were left out as unreadable. */
    List<SkippedFile> skipped();

    /** Frees what is not in memory. */
    @Override
    void close();
}
