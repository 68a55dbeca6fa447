package dev.gantry.engine.data;

import dev.gantry.imaging.Conversion;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Reads a dataset whose format is found by looking at its files: IDX, PNG and JPEG files, or a zip of either. */
public final class DatasetReader {
    /** How many files are looked into before the source is given up. */
    private static final int PROBED_FILES = 64;

    private final Conversion conversion;
    private final DataLimits limits;
    private final int maxBadFiles;

    /**
     * @param conversion the shape every image is brought to
     * @param maxBadFiles how many damaged files may be skipped
     */
    public DatasetReader(Conversion conversion, DataLimits limits, int maxBadFiles) {
        this.conversion = conversion;
        this.limits = limits;
        this.maxBadFiles = maxBadFiles;
    }

    /**
     * Reads everything into memory; images are ordered by file name.
     *
     * @throws DataException if the data is not recognised, malformed or too large
     * @throws IOException if the source is out of reach
     */
    public ImageDataset read(DataSource source) throws IOException {
        return read(source, false);
    }

    private ImageDataset read(DataSource source, boolean inArchive) throws IOException {
        List<DataEntry> entries = visible(source);
        for (DataEntry entry : entries.subList(0, Math.min(PROBED_FILES, entries.size()))) {
            Content content = Content.of(source, entry);
            if (content == Content.IDX) {
                return new IdxReader(conversion, limits).read(source, entries);
            }
            if (content == Content.PICTURE) {
                return new PictureReader(conversion, limits, maxBadFiles).read(source, entries);
            }
            if (content == Content.ZIP) {
                return readArchive(source, entry, entries, inArchive);
            }
        }
        throw new UnrecognizedDataException(
                entries.isEmpty() ? "(source)" : entries.get(0).name(),
                entries.isEmpty() ? "no file" : "none of these in the first files of " + entries.size());
    }

    private ImageDataset readArchive(DataSource source, DataEntry archive, List<DataEntry> entries, boolean inArchive)
            throws IOException {
        if (inArchive || entries.size() > 1) {
            throw new UnrecognizedDataException(
                    archive.name(), inArchive ? "a zip in a zip" : "a zip beside " + (entries.size() - 1) + " files");
        }
        try (ZipFiles zip = ZipFiles.spool(source, archive, limits)) {
            return read(zip, true);
        }
    }

    private List<DataEntry> visible(DataSource source) throws IOException {
        List<DataEntry> entries = source.entries();
        if (entries.size() > limits.maxEntries()) {
            throw new DataLimitException("(source)", "entries", entries.size(), limits.maxEntries());
        }
        return entries.stream()
                .filter(entry -> !entry.hidden())
                .sorted(Comparator.comparing(DataEntry::name))
                .toList();
    }
}
