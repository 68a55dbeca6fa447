package dev.gantry.engine.data;

import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads one IDX file of images and, when there is one, its IDX file of labels. */
final class IdxReader {
    private static final int IMAGE_DIMENSIONS = 3;
    private static final int LABEL_DIMENSIONS = 1;
    private static final int MAX_PROBED_FILES = 64;

    /** Converted images and how large they were. */
    private record Images(SampleStore pixels, OriginalSizes originals) {}

    private final Conversion conversion;
    private final DataLimits limits;
    private final ReadProgress progress;

    IdxReader(Conversion conversion, DataLimits limits, ReadProgress progress) {
        this.conversion = conversion;
        this.limits = limits;
        this.progress = progress;
    }

    ImageDataset read(DataSource source, List<DataEntry> entries) throws IOException {
        Optional<DataEntry> images = Optional.empty();
        Optional<DataEntry> labels = Optional.empty();
        for (DataEntry entry : entries.subList(0, Math.min(MAX_PROBED_FILES, entries.size()))) {
            if (Content.of(source, entry) != Content.IDX) {
                continue;
            }
            int dimensions = dimensions(source, entry);
            if (dimensions == IMAGE_DIMENSIONS) {
                images = only(images, entry, "images");
            } else {
                labels = only(labels, entry, "labels");
            }
        }
        DataEntry imageFile = images.orElseThrow(() -> new MalformedDataException(
                entries.get(0).name(), "IDX files", "labels only", "one file of images (magic 0x00000803)"));
        return labels.isPresent() ? readLabelled(source, imageFile, labels.get()) : readUnlabelled(source, imageFile);
    }

    private ImageDataset readLabelled(DataSource source, DataEntry imageFile, DataEntry labelFile) throws IOException {
        Images images = readImages(source, imageFile);
        int count = images.pixels().size();
        int[] labels = readLabels(source, labelFile, count);
        return ImageDataset.labelled(conversion, images.pixels(), labels, images.originals(), List.of());
    }

    private ImageDataset readUnlabelled(DataSource source, DataEntry imageFile) throws IOException {
        Images images = readImages(source, imageFile);
        return ImageDataset.unlabelled(conversion, images.pixels(), images.originals(), List.of());
    }

    private Images readImages(DataSource source, DataEntry entry) throws IOException {
        try (IdxStream in = IdxStream.open(source, entry, limits)) {
            int count = in.dimension(0, "count", Integer.MAX_VALUE);
            int height = in.dimension(1, "height", Conversion.MAX_SIDE);
            int width = in.dimension(2, "width", Conversion.MAX_SIDE);
            SampleStore store = new SampleStore(entry.name(), conversion.bytes(), limits.cache());
            store.expect(count);
            return store.filledBy(() -> {
                for (int i = 0; i < count; i++) {
                    Picture picture = new Picture(1, height, width, in.read(height * width));
                    store.add(conversion.apply(picture).pixels());
                    progress.read(i + 1L, count);
                }
                in.expectEnd();
                return new Images(store, OriginalSizes.of(height, width));
            });
        }
    }

    private int[] readLabels(DataSource source, DataEntry entry, int images) throws IOException {
        try (IdxStream in = IdxStream.open(source, entry, limits)) {
            int count = in.dimension(0, "count", Integer.MAX_VALUE);
            if (count != images) {
                throw new MalformedDataException(
                        entry.name(), "label count", Integer.toString(count), "one per image, " + images);
            }
            byte[] bytes = in.read(count);
            in.expectEnd();
            int[] labels = new int[count];
            for (int i = 0; i < count; i++) {
                labels[i] = bytes[i] & 0xff;
            }
            return labels;
        }
    }

    private int dimensions(DataSource source, DataEntry entry) throws IOException {
        try (IdxStream in = IdxStream.open(source, entry, limits)) {
            if (in.dimensions() != IMAGE_DIMENSIONS && in.dimensions() != LABEL_DIMENSIONS) {
                throw new MalformedDataException(
                        entry.name(), "magic", in.magic(), "0x00000803 (images) or 0x00000801 (labels)");
            }
            return in.dimensions();
        }
    }

    private static Optional<DataEntry> only(Optional<DataEntry> found, DataEntry entry, String what)
            throws MalformedDataException {
        if (found.isPresent()) {
            throw new MalformedDataException(
                    entry.name(),
                    "IDX files",
                    "a second file of " + what + " beside " + found.get().name(),
                    "one");
        }
        return Optional.of(entry);
    }
}
