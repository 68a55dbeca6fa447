package dev.gantry.engine.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder with everything below it, or a single file. Symbolic links below the folder are not followed. */
public final class LocalFiles implements DataSource {
    private final Path root;

    public LocalFiles(Path root) {
        this.root = root;
    }

    @Override
    public List<DataEntry> entries() throws IOException {
        if (!Files.exists(root)) {
            throw UnrecognizedDataException.absent(String.valueOf(root.getFileName()));
        }
        List<DataEntry> entries = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths.filter(LocalFiles::regular)::iterator) {
                entries.add(new DataEntry(name(path), Files.size(path)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return entries;
    }

    @Override
    public InputStream open(DataEntry entry) throws IOException {
        Path path = Files.isDirectory(root) ? root.resolve(entry.name()) : root;
        if (!path.normalize().startsWith(root.normalize()) || !regular(path)) {
            throw new MalformedDataException(entry.name(), "name", entry.name(), "a file below " + root.getFileName());
        }
        return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean regular(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private String name(Path path) {
        Path relative = path.equals(root) ? path.getFileName() : root.relativize(path);
        return relative.toString().replace(path.getFileSystem().getSeparator(), DataEntry.SEPARATOR);
    }
}
