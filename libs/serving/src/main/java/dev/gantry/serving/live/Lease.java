package dev.gantry.serving.live;

import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.Signature;
import dev.gantry.serving.session.Tensor;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to use one version, which stays loaded until the lease is closed, whatever becomes live meanwhile. */
public final class Lease implements AutoCloseable {
    private final ModelHandle handle;
    private final AtomicBoolean ended = new AtomicBoolean();

    Lease(ModelHandle handle) {
        this.handle = handle;
    }

    public PublishedVersion version() {
        return handle.version();
    }

    public Signature signature() {
        return handle.session().signature();
    }

    /**
     * Runs the network; see {@link dev.gantry.serving.session.ModelSession#infer}.
     *
     * @throws IllegalStateException if the lease is closed
     */
    public CompletableFuture<Map<String, Tensor>> infer(Map<String, Tensor> inputs, Deadline deadline) {
        if (ended.get()) {
            throw new IllegalStateException("the lease is closed");
        }
        return handle.session().infer(inputs, deadline);
    }

    /** Ends the lease; requests that were made are still answered. Doing so again changes nothing. */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            handle.release();
        }
    }
}
