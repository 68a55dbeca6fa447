package dev.gantry.engine.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files in a zip. Nothing is unpacked to disk; the archive itself waits in a temporary file until it is closed. */
final class ZipFiles implements DataSource, Closeable {
    private final String archive;
    private final Path spool;
    private final ZipFile zip;
    private final DataLimits limits;
    private final Inflation inflation;

    private ZipFiles(String archive, Path spool, ZipFile zip, DataLimits limits) {
        this.archive = archive;
        this.spool = spool;
        this.zip = zip;
        this.limits = limits;
        this.inflation = new Inflation(archive, limits.maxInflatedBytes());
    }

    static ZipFiles spool(DataSource source, DataEntry entry, DataLimits limits) throws IOException {
        Path spool = Files.createTempFile(Files.createDirectories(limits.cache().folder()), "gantry-data-", ".zip");
        try {
            try (InputStream in = source.open(entry);
                    OutputStream out = Files.newOutputStream(spool)) {
                Inflation.copy(in, out, limits.maxArchiveBytes(), entry.name(), "archive bytes");
            }
            return new ZipFiles(entry.name(), spool, new ZipFile(spool.toFile()), limits);
        } catch (ZipException e) {
            Files.deleteIfExists(spool);
            throw MalformedDataException.causedBy(e, entry.name(), "archive", "an undamaged zip");
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(spool);
            throw e;
        }
    }

    @Override
    public List<DataEntry> entries() throws IOException {
        if (zip.size() > limits.maxEntries()) {
            throw new DataLimitException(archive, "entries", zip.size(), limits.maxEntries());
        }
        List<DataEntry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (!entry.isDirectory()) {
                checkName(entry.getName());
                if (!names.add(entry.getName())) {
                    throw new MalformedDataException(archive, "entry name", entry.getName(), "each name once");
                }
                entries.add(new DataEntry(entry.getName(), entry.getSize()));
            }
        }
        return entries;
    }

    @Override
    public InputStream open(DataEntry entry) throws IOException {
        ZipEntry found = zip.getEntry(entry.name());
        if (found == null) {
            throw new MalformedDataException(archive, "entry name", entry.name(), "a name in the archive");
        }
        return inflation.count(zip.getInputStream(found));
    }

    @Override
    public void close() throws IOException {
        try {
            zip.close();
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private void checkName(String name) throws MalformedDataException {
        boolean escapes = name.startsWith("/") || name.contains("\\") || name.indexOf('\0') >= 0;
        for (String part : name.split("/", -1)) {
            escapes |= part.isEmpty() || part.equals(".") || part.equals("..");
        }
        if (escapes) {
            throw new MalformedDataException(
                    archive, "entry name", name, "a relative path with / and without empty, . and .. parts");
        }
    }
}
