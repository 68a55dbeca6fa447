package dev.gantry.engine.data;

import dev.gantry.imaging.Conversion;
import java.io.IOException;
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

    /** Reads everything unheard. */
    public ImageDataset read(DataSource source) throws IOException {
        return read(source, ReadProgress.UNHEARD);
    }

    /**
     * Reads everything; images are ordered by file name.
     *
     * @throws DataException if the data is not recognised, malformed or too large
     * @throws IOException if the source is out of reach
     */
    public ImageDataset read(DataSource source, ReadProgress progress) throws IOException {
        return read(source, progress, false);
    }

    private ImageDataset read(DataSource source, ReadProgress progress, boolean inArchive) throws IOException {
        List<DataEntry> entries = DataEntry.visible(source, limits);
        for (DataEntry entry : entries.subList(0, Math.min(PROBED_FILES, entries.size()))) {
            Content content = Content.of(source, entry);
            if (content == Content.IDX) {
                return new IdxReader(conversion, limits, progress).read(source, entries);
            }
            if (content == Content.PICTURE) {
                return new PictureReader(conversion, limits, maxBadFiles, progress).read(source, entries);
            }
            if (content == Content.ZIP) {
                return readArchive(source, entry, entries, progress, inArchive);
            }
        }
        throw UnrecognizedDataException.noPictures(
                entries.isEmpty() ? "(source)" : entries.get(0).name(),
                entries.isEmpty() ? "no file" : "none of these in the first files of " + entries.size());
    }

    private ImageDataset readArchive(
            DataSource source, DataEntry archive, List<DataEntry> entries, ReadProgress progress, boolean inArchive)
            throws IOException {
        if (inArchive || entries.size() > 1) {
            throw UnrecognizedDataException.noPictures(
                    archive.name(), inArchive ? "a zip in a zip" : "a zip beside " + (entries.size() - 1) + " files");
        }
        try (ZipFiles zip = ZipFiles.spool(source, archive, limits)) {
            return read(zip, progress, true);
        }
    }
}
