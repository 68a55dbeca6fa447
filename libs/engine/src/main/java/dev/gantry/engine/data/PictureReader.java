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
import java.util.zip.ZipException;

/** Reads PNG and JPEG files, labelled by {@code dataset.json} when there is one. */
final class PictureReader {
    private final Conversion conversion;
    private final DataLimits limits;
    private final int maxBadFiles;

    PictureReader(Conversion conversion, DataLimits limits, int maxBadFiles) {
        this.conversion = conversion;
        this.limits = limits;
        this.maxBadFiles = maxBadFiles;
    }

    ImageDataset read(DataSource source, List<DataEntry> entries) throws IOException {
        List<DataEntry> pictures =
                entries.stream().filter(PictureReader::picture).toList();
        if (pictures.isEmpty()) {
            throw new UnrecognizedDataException(entries.get(0).name(), "no file named .png, .jpg or .jpeg");
        }
        Optional<PictureLabels> labels = PictureLabels.find(source, entries, limits);
        PixelStore store = new PixelStore("(source)", pictures.size(), conversion, limits);
        List<Integer> labelOf = new ArrayList<>();
        List<SkippedFile> skipped = new ArrayList<>();
        Optional<OriginalSizes> originals = Optional.empty();
        for (DataEntry entry : pictures) {
            try {
                Picture picture = read(source, entry);
                store.add(conversion.apply(picture));
                OriginalSizes sizes = OriginalSizes.of(picture);
                originals = Optional.of(originals.map(sizes::and).orElse(sizes));
            } catch (PictureException | ZipException | EOFException e) {
                skipped.add(new SkippedFile(entry.name(), String.valueOf(e.getMessage())));
                if (skipped.size() > maxBadFiles) {
                    throw new TooManyBadFilesException(skipped, maxBadFiles);
                }
                continue;
            }
            if (labels.isPresent()) {
                labelOf.add(labels.get().of(entry));
            }
        }
        OriginalSizes sizes = originals.orElseThrow(() -> new TooManyBadFilesException(skipped, skipped.size() - 1));
        if (labels.isEmpty()) {
            return ImageDataset.unlabelled(conversion, store.filled(), sizes, skipped);
        }
        labels.get().expectAllNamed(pictures);
        int[] values = labelOf.stream().mapToInt(Integer::intValue).toArray();
        return ImageDataset.labelled(conversion, store.filled(), values, sizes, skipped);
    }

    private Picture read(DataSource source, DataEntry entry) throws IOException {
        byte[] encoded;
        try (InputStream in = source.open(entry)) {
            long readable = Math.min(limits.picture().maxBytes() + 1, Integer.MAX_VALUE);
            encoded = in.readNBytes((int) readable);
        }
        return PictureDecoder.decode(encoded, limits.picture());
    }

    private static boolean picture(DataEntry entry) {
        String name = entry.fileName().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }
}
