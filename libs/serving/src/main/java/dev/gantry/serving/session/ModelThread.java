package dev.gantry.serving.session;

import ai.onnxruntime.OrtException;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The one thread that loads, runs and closes a network. */
final class ModelThread {
    static final String FAILED = "inference-failed";

    private static final Logger LOG = Logger.getLogger(ModelThread.class);

    private final String name;
    private final BatchQueue queue;
    private final SessionMetrics metrics;
    private final CompletableFuture<Signature> loaded = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private ModelThread(String name, SessionSettings settings, SessionMetrics metrics) {
        this.name = name;
        this.queue = new BatchQueue(settings);
        this.metrics = metrics;
    }

    /** Starts a thread that begins with loading the network. */
    static ModelThread start(
            String name, SessionSettings settings, SessionMetrics metrics, Supplier<NativeModel> loader) {
        ModelThread model = new ModelThread(name, settings, metrics);
        Thread thread = new Thread(() -> model.run(loader), "model-" + name);
        thread.setDaemon(true);
        thread.start();
        return model;
    }

    BatchQueue queue() {
        return queue;
    }

    /** Completes when the network is loaded, or with the failure to load it. */
    CompletableFuture<Signature> loaded() {
        return loaded;
    }

    /** Completes when the network's memory is released. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    private void run(Supplier<NativeModel> loader) {
        try (NativeModel network = loader.get()) {
            loaded.complete(new Signature(network.inputs(), network.outputs()));
            for (Optional<Batch> next = queue.take(); next.isPresent(); next = queue.take()) {
                run(network, next.get());
            }
        } catch (RuntimeException | Error e) {
            if (!loaded.completeExceptionally(e)) {
                LOG.errorf(e, "event=session-broken model=%s", name);
            }
        } finally {
            queue.close();
            closed.complete(null);
        }
    }

    /** Whatever goes wrong is the failure of the requests and leaves the thread alive. */
    private void run(NativeModel network, Batch batch) {
        batch.over().forEach(request -> request.expire(metrics));
        if (batch.parts().isEmpty()) {
            return;
        }
        batch.parts().stream()
                .filter(Batch.Part::begins)
                .forEach(part -> metrics.waited(part.request().ageNanos()));
        try {
            long start = System.nanoTime();
            network.run(batch);
            metrics.ran(batch.rows(), System.nanoTime() - start);
            batch.parts().forEach(part -> part.request().computed(part.rows(), metrics));
        } catch (OrtException e) {
            fail(batch, new GantryException(new Failure.Fatal(FAILED, name + ": " + e.getMessage()), e));
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(batch, e);
        }
    }

    private static void fail(Batch batch, Throwable cause) {
        batch.parts().forEach(part -> part.request().fail(cause));
    }
}
