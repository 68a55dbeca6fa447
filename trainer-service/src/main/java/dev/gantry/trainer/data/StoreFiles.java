package dev.gantry.trainer.data;

import dev.gantry.contracts.GantryException;
import dev.gantry.engine.data.DataEntry;
import dev.gantry.engine.data.DataSource;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The objects below a prefix of the store, or a single object. */
final class StoreFiles implements DataSource {
    private final ObjectStore store;
    private final String key;

    /** @param key without a slash at its end */
    StoreFiles(ObjectStore store, String key) {
        this.store = store;
        this.key = key;
    }

    @Override
    public List<DataEntry> entries() {
        return store.list(key).stream()
                .filter(object -> object.key().equals(key) || object.key().startsWith(key + "/"))
                .map(this::entry)
                .toList();
    }

    @Override
    public InputStream open(DataEntry entry) throws IOException {
        try {
            return store.open(
                    entry.name().equals(fileName()) && store.head(key).isPresent() ? key : key + "/" + entry.name());
        } catch (GantryException e) {
            throw new IOException(e.failure().message(), e);
        }
    }

    private DataEntry entry(StoredObject object) {
        String name = object.key().equals(key) ? fileName() : object.key().substring(key.length() + 1);
        return new DataEntry(name, object.size());
    }

    private String fileName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
