package dev.gantry.trainer.data;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.engine.data.DataSource;
import dev.gantry.engine.data.LocalFiles;
import dev.gantry.platform.store.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the data that a request names, and nothing outside the bucket's {@code data/} or the trainer's data root. */
@Singleton
public final class DataLocator {
    private static final String FIELD = "data.uri";
    private static final String STORE_SCHEME = "s3://";
    private static final String FILE_SCHEME = "file:";
    private static final Pattern DOTS = Pattern.compile("(^|/)\\.{1,2}(/|$)");

    private final ObjectStore store;
    private final Optional<Path> root;

    DataLocator(ObjectStore store, DataConfig config) {
        this.store = store;
        this.root = config.root();
    }

    /**
     * The files behind a URI.
     *
     * @param uri {@code s3://<bucket>/data/<dataset>} or {@code file:<path below the data root>}
     * @throws GantryException rejected, {@code invalid-request}, if it leads elsewhere
     */
    public DataSource locate(String uri) {
        if (DOTS.matcher(uri).find()) {
            throw refused(uri, "a path without . or .. in it");
        }
        return uri.startsWith(STORE_SCHEME) ? inStore(uri) : onDisk(uri);
    }

    private DataSource inStore(String uri) {
        String prefix = STORE_SCHEME + store.bucket() + "/data/";
        String key = uri.substring(Math.min(uri.length(), prefix.length() - "data/".length()))
                .replaceAll("/+$", "");
        if (!uri.startsWith(prefix) || key.equals("data")) {
            throw refused(uri, "must begin with " + prefix + " and name a dataset");
        }
        return new StoreFiles(store, key);
    }

    private DataSource onDisk(String uri) {
        Path base = root.orElseThrow(() -> refused(uri, "this trainer has no data root; use " + STORE_SCHEME));
        Path path = base.resolve(uri.substring(FILE_SCHEME.length())).normalize();
        if (!path.startsWith(base.normalize()) || leadsOutside(base, path)) {
            throw refused(uri, "a path below the trainer's data root");
        }
        return new LocalFiles(path);
    }

    /** Follows symbolic links. */
    private static boolean leadsOutside(Path base, Path path) {
        try {
            return Files.exists(path) && !path.toRealPath().startsWith(base.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }

    private static GantryException refused(String uri, String accepted) {
        return Failure.Rejected.invalidField(FIELD, uri, accepted).asException();
    }
}
