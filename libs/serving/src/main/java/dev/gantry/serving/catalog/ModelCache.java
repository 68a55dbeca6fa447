package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import dev.gantry.platform.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Downloaded model files, each named by its digest, up to a total size. For one thread. */
final class ModelCache {
    private static final String SUFFIX = ".onnx";

    private final ObjectStore store;
    private final ModelStore models;
    private final Path folder;
    private final long maxBytes;
    private final long maxFileBytes;
    private final Clock clock;

    ModelCache(ObjectStore store, ModelStore models, CatalogSettings settings, Clock clock) {
        this.store = store;
        this.models = models;
        this.folder = settings.cache();
        this.maxBytes = settings.maxCacheBytes();
        this.maxFileBytes = settings.maxModelBytes();
        this.clock = clock;
    }

    /** @throws dev.gantry.contracts.GantryException rejected, {@code too-large} */
    void requireAcceptable(StoredFile file) {
        if (file.size() > maxFileBytes) {
            throw LoadFailures.rejected(
                    Failure.Rejected.TOO_LARGE,
                    file.name() + " has " + file.size() + " bytes: at most " + maxFileBytes + " are accepted");
        }
    }

    /**
     * Downloads a file unless it is here and intact.
     *
     * @param file that is {@linkplain #requireAcceptable acceptable}
     * @throws dev.gantry.contracts.GantryException rejected, if the file is missing or not the one that is described;
     *     retryable, if the store is out of reach
     */
    void download(String model, int version, StoredFile file) {
        try {
            Files.createDirectories(folder);
            Path path = path(file);
            if (Files.exists(path) && Sha256.of(path).equals(file.sha256())) {
                return;
            }
            checkSize(StoreKeys.version(model, version) + file.name(), file);
            models.download(model, version, file, path);
            makeRoom(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the cache " + folder, e);
        }
    }

    /**
     * Reads a downloaded file, and checks the very bytes that are returned.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code digest-mismatch}
     */
    byte[] read(StoredFile file) {
        try {
            Path path = path(file);
            byte[] data = Files.readAllBytes(path);
            if (!Sha256.of(data).equals(file.sha256())) {
                Files.delete(path);
                throw LoadFailures.rejected(
                        LoadFailures.DIGEST_MISMATCH, "the cached " + file.name() + " was changed on this machine");
            }
            Files.setLastModifiedTime(path, FileTime.from(clock.instant()));
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the cache " + folder, e);
        }
    }

    private void checkSize(String key, StoredFile file) {
        StoredObject object = store.head(key)
                .orElseThrow(() -> LoadFailures.rejected(LoadFailures.MISSING_FILE, "there is no " + key));
        if (object.size() != file.size()) {
            throw LoadFailures.rejected(
                    LoadFailures.SIZE_MISMATCH, key + " has " + object.size() + " bytes: must have " + file.size());
        }
    }

    /** Deletes the files that were unused for longest; an open session needs none of them. */
    private void makeRoom(Path newest) throws IOException {
        try (Stream<Path> listing = Files.list(folder)) {
            List<Path> oldestFirst = listing.filter(path -> path.toString().endsWith(SUFFIX) && !path.equals(newest))
                    .sorted(Comparator.comparing(path -> path.toFile().lastModified()))
                    .toList();
            long total = Files.size(newest);
            for (Path path : oldestFirst) {
                total += Files.size(path);
            }
            for (Path path : oldestFirst) {
                if (total <= maxBytes) {
                    return;
                }
                total -= Files.size(path);
                Files.delete(path);
            }
        }
    }

    private Path path(StoredFile file) {
        return folder.resolve(file.sha256() + SUFFIX);
    }
}
