package dev.gantry.serving.live;

import dev.gantry.contracts.GantryException;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.RunOptions;
import dev.gantry.serving.session.Signature;
import dev.gantry.serving.session.Tensor;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    public CompletableFuture<Map<String, Tensor>> infer(Map<String, Tensor> inputs, RunOptions options) {
        if (ended.get()) {
            throw new IllegalStateException("the lease is closed");
        }
        return handle.session().infer(inputs, options);
    }

    /**
     * Runs the network and waits for one of its outputs, no longer than the deadline.
     *
     * @throws GantryException what the run fails with; retryable, {@code deadline-exceeded}, if it takes too long
     * @throws IllegalArgumentException if the network has no such output
     */
    public Tensor run(Map<String, Tensor> inputs, String output, RunOptions options) {
        Tensor tensor = run(inputs, options).get(output);
        if (tensor == null) {
            throw new IllegalArgumentException("the network has no output " + output);
        }
        return tensor;
    }

    /**
     * Runs the network and waits for all its outputs, no longer than the deadline.
     *
     * @throws GantryException what the run fails with; retryable, {@code deadline-exceeded}, if it takes too long
     */
    public Map<String, Tensor> run(Map<String, Tensor> inputs, RunOptions options) {
        CompletableFuture<Map<String, Tensor>> running = infer(inputs, options);
        String model = version().manifest().model();
        try {
            return running.get(options.deadline().remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            running.cancel(false);
            throw Deadline.exceeded(model);
        } catch (InterruptedException e) {
            running.cancel(false);
            Thread.currentThread().interrupt();
            throw Deadline.exceeded(model);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Ends the lease; requests that were made are still answered. Doing so again changes nothing. */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            handle.release();
        }
    }
}
