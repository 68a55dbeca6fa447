package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Violation;
import dev.gantry.detector.DetectorConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of a ZIP, unpacked within limits into memory and nowhere else, so that no name can point anywhere. */
final class ZipPictures {
    private ZipPictures() {}

    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(String name, byte[] content) {}

    /**
     * Unpacks it.
     *
     * @return in the order of their names; without folders, hidden files and what macOS adds
     * @throws GantryException rejected, {@code too-large} for more files or unpacked bytes than the limits, or
     *     {@code invalid-request} for a damaged file
     */
    static List<Entry> read(byte[] zip, DetectorConfig.Frames limits) {
        List<Entry> entries = new ArrayList<>();
        int left = limits.maxInflatedBytes();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                // Folders too: what they say to hold is unpacked on the way to the next file.
                byte[] content = in.readNBytes(left + 1);
                if (content.length > left) {
                    throw tooLarge("file.inflated", "more bytes", "at most " + limits.maxInflatedBytes());
                }
                left -= content.length;
                if (isPicture(entry)) {
                    entries.add(new Entry(entry.getName(), content));
                }
                if (entries.size() > limits.maxFrames()) {
                    throw tooLarge("file.frames", "more files", "at most " + limits.maxFrames());
                }
            }
        } catch (IOException | IllegalArgumentException e) { // the latter for names that are no text
            throw new GantryException(
                    Failure.Rejected.invalidField(
                            "file.data", String.valueOf(e.getMessage()), "an undamaged ZIP of PNG and JPEG files"),
                    e);
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    private static boolean isPicture(ZipEntry entry) {
        String path = "/" + entry.getName();
        return !entry.isDirectory() && !path.contains("/.") && !path.startsWith("/__MACOSX/");
    }

    private static GantryException tooLarge(String field, String value, String accepted) {
        Violation violation = new Violation(field, value, accepted);
        return new Failure.Rejected(Failure.Rejected.TOO_LARGE, violation.sentence(), List.of(violation)).asException();
    }
}
