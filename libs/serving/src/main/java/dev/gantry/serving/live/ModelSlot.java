package dev.gantry.serving.live;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where the live version of a model stands. Leases and swaps never wait for each other. */
public final class ModelSlot {
    private final AtomicReference<@Nullable ModelHandle> live = new AtomicReference<>();

    /** Empty when no version is live. */
    public Optional<Lease> lease() {
        for (ModelHandle handle = live.get(); handle != null; handle = live.get()) {
            Optional<Lease> lease = handle.lease();
            if (lease.isPresent()) {
                return lease;
            }
            // The handle was swapped out and drained between the two steps: another one stands here now.
        }
        return Optional.empty();
    }

    /** The live version's handle. */
    public Optional<ModelHandle> live() {
        return Optional.ofNullable(live.get());
    }

    /**
     * Makes a version live.
     *
     * @return the one that was live, retired now
     */
    public Optional<ModelHandle> swap(ModelHandle next) {
        ModelHandle previous = live.getAndSet(next);
        if (previous != null) {
            previous.retire();
        }
        return Optional.ofNullable(previous);
    }

    /** Leaves the slot empty and retires the version that was live. */
    public Optional<ModelHandle> clear() {
        ModelHandle previous = live.getAndSet(null);
        if (previous != null) {
            previous.retire();
        }
        return Optional.ofNullable(previous);
    }
}
