package dev.gantry.service.files;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The last usable content of a file, or of a folder's files. */
final class WatchedFile<T> implements Supplier<T> {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_FILES = 64;

    private final Path path;
    private final Parser<T> parser;
    private @Nullable List<byte[]> seen;
    private volatile @Nullable T value;

    WatchedFile(Path path, Parser<T> parser) {
        this.path = path;
        this.parser = parser;
    }

    /** What was understood last; there must have been a look that did. */
    @Override
    public T get() {
        return Objects.requireNonNull(value);
    }

    /**
     * Reads the file unless it is as it was.
     *
     * @return whether there is a new value
     * @throws GantryException once for each change, if it cannot be read or is of no use
     */
    boolean look() {
        List<byte[]> found;
        try {
            found = read();
        } catch (IOException e) {
            boolean told = seen != null && seen.isEmpty();
            seen = List.of();
            if (told) {
                return false;
            }
            throw refused("it cannot be read: " + e);
        }
        if (same(seen, found)) {
            return false;
        }
        seen = found;
        value = parser.parse(found);
        return true;
    }

    private List<byte[]> read() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(read(path));
        }
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files()) {
            contents.add(read(file));
        }
        if (contents.isEmpty() || contents.size() > MAX_FILES) {
            throw new IOException("it is a folder of no files, or of more than " + MAX_FILES);
        }
        return contents;
    }

    /** Hidden names are Kubernetes' own links to the version of a mounted secret. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(file -> !file.getFileName().toString().startsWith(".") && Files.isRegularFile(file))
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new IOException(file + " has more than the accepted " + MAX_BYTES + " bytes");
            }
            return content;
        }
    }

    private static boolean same(@Nullable List<byte[]> seen, List<byte[]> found) {
        if (seen == null || seen.size() != found.size()) {
            return false;
        }
        for (int i = 0; i < found.size(); i++) {
            if (!Arrays.equals(seen.get(i), found.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static GantryException refused(String message) {
        return new Failure.Fatal("invalid-configuration", message).asException();
    }
}
