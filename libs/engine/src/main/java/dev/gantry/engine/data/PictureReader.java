package dev.gantry.engine.data;

import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipException;

/** Reads PNG and JPEG files, labelled by {@code dataset.json} when there is one. */
final class PictureReader {
    private final Conversion conversion;
    private final DataLimits limits;
    private final int maxBadFiles;
    private final ReadProgress progress;

    PictureReader(Conversion conversion, DataLimits limits, int maxBadFiles, ReadProgress progress) {
        this.conversion = conversion;
        this.limits = limits;
        this.maxBadFiles = maxBadFiles;
        this.progress = progress;
    }

    ImageDataset read(DataSource source, List<DataEntry> entries) throws IOException {
        List<DataEntry> pictures =
                entries.stream().filter(PictureReader::picture).toList();
        if (pictures.isEmpty()) {
            throw UnrecognizedDataException.noPictures(entries.get(0).name(), "no file named .png, .jpg or .jpeg");
        }
        Optional<PictureLabels> labels = PictureLabels.find(source, entries, limits);
        if (labels.isPresent()) {
            labels.get().expectAllNamed(pictures);
        }
        Gathering gathering = new Gathering(labels, pictures.size());
        return gathering.store.filledBy(() -> {
            OrderedWork.run(pictures, entry -> decode(source, entry), gathering::take);
            return gathering.dataset();
        });
    }

    private DecodedPicture decode(DataSource source, DataEntry entry) throws IOException {
        try {
            Picture picture = read(source, entry);
            return new DecodedPicture.Converted(conversion.apply(picture), OriginalSizes.of(picture));
        } catch (PictureException | ZipException | EOFException e) {
            return new DecodedPicture.Bad(new SkippedFile(entry.name(), String.valueOf(e.getMessage())));
        }
    }

    private Picture read(DataSource source, DataEntry entry) throws IOException {
        byte[] encoded;
        try (InputStream in = source.open(entry)) {
            long readable = Math.min(limits.picture().maxBytes() + 1, Integer.MAX_VALUE);
            encoded = in.readNBytes((int) readable);
        }
        return PictureDecoder.decode(encoded, limits.picture());
    }

    /** What has been read so far. */
    private final class Gathering {
        private final Optional<PictureLabels> labels;
        private final int total;
        private final SampleStore store = new SampleStore("(source)", conversion.bytes(), limits.cache());
        private final IntStream.Builder labelOf = IntStream.builder();
        private final List<SkippedFile> skipped = new ArrayList<>();
        private Optional<OriginalSizes> originals = Optional.empty();

        Gathering(Optional<PictureLabels> labels, int total) throws DataLimitException {
            this.labels = labels;
            this.total = total;
            store.expect(total);
        }

        void take(DataEntry entry, DecodedPicture decoded) throws IOException {
            if (decoded instanceof DecodedPicture.Converted converted) {
                add(entry, converted);
            } else if (decoded instanceof DecodedPicture.Bad bad) {
                skip(bad.file());
            }
            progress.read(store.size() + (long) skipped.size(), total);
        }

        private void add(DataEntry entry, DecodedPicture.Converted converted) throws IOException {
            store.add(converted.picture().pixels());
            OriginalSizes sizes = converted.original();
            originals = Optional.of(originals.map(sizes::and).orElse(sizes));
            if (labels.isPresent()) {
                labelOf.add(labels.get().of(entry));
            }
        }

        private void skip(SkippedFile file) throws TooManyBadFilesException {
            skipped.add(file);
            if (skipped.size() > maxBadFiles) {
                throw new TooManyBadFilesException(skipped, maxBadFiles);
            }
        }

        ImageDataset dataset() throws TooManyBadFilesException {
            OriginalSizes sizes =
                    originals.orElseThrow(() -> new TooManyBadFilesException(skipped, skipped.size() - 1));
            return labels.isEmpty()
                    ? ImageDataset.unlabelled(conversion, store, sizes, skipped)
                    : ImageDataset.labelled(conversion, store, labelOf.build().toArray(), sizes, skipped);
        }
    }

    private static boolean picture(DataEntry entry) {
        String name = entry.fileName().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }
}
