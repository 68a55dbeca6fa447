package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.live.ModelHandle;
import dev.gantry.serving.metrics.ServingMetrics;
import dev.gantry.serving.role.ServedRole;
import dev.gantry.serving.session.ModelSession;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The models that a server serves in one role. A single thread finds new versions, told by {@link #hint} or found by
 * looking through the store, tries them and makes them live; a version that fails is set aside for a while and the live one goes
 * on serving, as it does while the store is out of reach.
 *
 * <p>Safe for use by several threads.
 */
public final class ModelCatalog implements AutoCloseable {
    public static final String NOT_READY = "model-not-ready";

    private static final Logger LOG = Logger.getLogger(ModelCatalog.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, ModelEntry> entries = new ConcurrentSkipListMap<>();
    private final ServingMetrics metrics;
    private final LoaderThread loader;

    private ModelCatalog(
            CatalogSettings settings,
            ServedRole role,
            ObjectStore store,
            ManifestTrust trust,
            ServingMetrics metrics,
            Clock clock) {
        ModelStore models = new ModelStore(store, clock);
        ModelCache cache = new ModelCache(store, models, settings, clock);
        VersionLoader versions = new VersionLoader(role, cache, trust, settings.session(), metrics);
        this.metrics = metrics;
        this.loader = new LoaderThread(entries, models, new Reconciler(models, versions, metrics), settings, clock);
    }

    /**
     * Starts keeping models.
     *
     * @param trust whose versions may be live
     * @throws GantryException fatal, {@code device-unavailable}
     */
    public static ModelCatalog start(
            CatalogSettings settings,
            ServedRole role,
            ObjectStore store,
            ManifestTrust trust,
            ServingMetrics metrics,
            Clock clock) {
        ModelSession.requireDevice(settings.session());
        ModelCatalog catalog = new ModelCatalog(settings, role, store, trust, metrics, clock);
        catalog.loader.start();
        return catalog;
    }

    /** Something may have changed about the model: it is looked at soon. Hints about what is known already do nothing. */
    public void hint(String model) {
        loader.hint(model);
    }

    /** Whether the store was looked through once: every version that was there has been made live or set aside. */
    public boolean caughtUp() {
        return loader.caughtUp();
    }

    /** Whether the store answered last time. */
    public boolean storeReachable() {
        return loader.storeReachable();
    }

    /** All models that have, or should have, a version of the role; by name. */
    public List<ModelStatus> models() {
        return entries.values().stream()
                .map(ModelEntry::status)
                .filter(ModelCatalog::isOfTheRole)
                .toList();
    }

    /** @throws GantryException rejected, {@code not-found} */
    public ModelStatus status(String model) {
        return Optional.ofNullable(entries.get(model))
                .map(ModelEntry::status)
                .filter(ModelCatalog::isOfTheRole)
                .orElseThrow(() -> notFound("no model is named " + model));
    }

    /**
     * Takes the live version for one request, which closes the lease when it is done.
     *
     * @throws GantryException rejected, {@code not-found}, for an unknown model; retryable, {@value #NOT_READY}, when it has no
     *     live version
     */
    public Lease lease(String model) {
        Optional<Lease> lease = Optional.ofNullable(entries.get(model))
                .flatMap(entry -> entry.slot().lease());
        return lease.orElseThrow(() -> notReady(status(model)));
    }

    /**
     * Takes a version for one request, which closes the lease when it is done.
     *
     * @throws GantryException rejected, {@code not-found}, when that version is not live; else as {@link #lease(String)}
     */
    public Lease lease(String model, int version) {
        Lease lease = lease(model);
        int live = lease.version().manifest().version();
        if (live != version) {
            lease.close();
            throw notFound("version " + version + " of " + model + " is not loaded: version " + live + " is live");
        }
        return lease;
    }

    /** Stops looking for versions, then closes every model once its requests are answered. */
    @Override
    public void close() {
        loader.close();
        List<CompletableFuture<Void>> closings = entries.entrySet().stream()
                .flatMap(named -> {
                    ModelEntry entry = named.getValue();
                    entry.clear(() ->
                            metrics.draining(named.getKey(), entry.draining().size()));
                    return entry.draining().stream().map(ModelHandle::closed);
                })
                .toList();
        try {
            CompletableFuture.allOf(closings.toArray(CompletableFuture[]::new))
                    .get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warnf("event=still-draining after=%s", CLOSE_TIMEOUT);
        } catch (ExecutionException e) {
            LOG.warnf(e, "event=close-failed");
        }
    }

    private static boolean isOfTheRole(ModelStatus status) {
        return status.desired().isPresent() || status.live().isPresent();
    }

    private static GantryException notFound(String message) {
        return new Failure.Rejected(Failure.Rejected.NOT_FOUND, message).asException();
    }

    private static GantryException notReady(ModelStatus status) {
        String why = status.quarantined().isEmpty()
                ? "is being loaded"
                : "failed: " + status.quarantined().get(0).reason().message();
        return new Failure.Retryable(
                        NOT_READY,
                        status.model() + " has no live version: version "
                                + status.desired().orElse(0) + " " + why)
                .asException();
    }
}
