package dev.gantry.platform.jobs;

import dev.gantry.contracts.StoreKeys;
import dev.gantry.platform.store.ObjectStore;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What jobs can be resumed from: the last states of each that has no outcome yet. A state is one object that is written once and
 * checked by its digest, so that a writer which dies in the middle leaves those before it as they were.
 */
public final class JobStates {
    private static final int KEPT = 2;
    private static final String BYTES = "application/octet-stream";

    private final ObjectStore store;

    public JobStates(ObjectStore store) {
        this.store = store;
    }

    /** Keeps a state, then drops all but the newest two. */
    public void keep(String jobId, StateKey key, Path file) {
        store.put(objectKey(jobId, key), file, BYTES);
        kept(jobId).stream().skip(KEPT).forEach(old -> store.delete(objectKey(jobId, old)));
    }

    /** The kept states, newest first. */
    public List<StateKey> kept(String jobId) {
        String prefix = StoreKeys.jobStates(jobId);
        return store.list(prefix).stream()
                .map(object -> StateKey.parse(object.key().substring(prefix.length())))
                .flatMap(Optional::stream)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /**
     * Reads a state into a file.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code digest-mismatch} if it is not what was written, {@code not-found} if
     *     it has been dropped
     */
    public void download(String jobId, StateKey key, Path target) {
        store.download(objectKey(jobId, key), target, key.sha256());
    }

    /** Drops all states of a job that has ended. */
    public void forget(String jobId) {
        store.list(StoreKeys.jobStates(jobId)).forEach(object -> store.delete(object.key()));
    }

    private static String objectKey(String jobId, StateKey key) {
        return StoreKeys.jobStates(jobId) + key.name();
    }
}
