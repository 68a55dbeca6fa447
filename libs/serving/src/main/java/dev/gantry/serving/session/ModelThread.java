package dev.gantry.serving.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The one thread that loads, runs and closes a network. */
final class ModelThread {
    private static final Logger LOG = Logger.getLogger(ModelThread.class);

    private final String name;
    private final WorkQueue<Inference> queue;
    private final BatchBuckets buckets;
    private final SessionMetrics metrics;
    private final CompletableFuture<Signature> loaded = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private ModelThread(String name, SessionSettings settings, SessionMetrics metrics) {
        this.name = name;
        this.queue = new WorkQueue<>(settings.queueCapacity());
        this.buckets = settings.buckets();
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

    WorkQueue<Inference> queue() {
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
            for (Optional<Inference> next = queue.take(); next.isPresent(); next = queue.take()) {
                next.get().run(network, buckets, metrics);
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
}
