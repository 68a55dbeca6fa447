package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.RoutingChanged;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.live.Lineup;
import dev.gantry.serving.live.ModelHandle;
import dev.gantry.serving.metrics.ServingMetrics;
import dev.gantry.serving.role.ServedRole;
import dev.gantry.serving.session.Deadline;
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
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The models that a server serves in one role. A single thread finds new versions and changes of who answers, told by {@link #hint}
 * or found by looking through the store, tries the versions and lets them answer; one that fails is set aside for a while and the live
 * one goes on serving, as it does while the store is out of reach.
 *
 * <p>Safe for use by several threads.
 */
public final class ModelCatalog implements AutoCloseable {
    public static final String NOT_READY = "model-not-ready";

    private static final Logger LOG = Logger.getLogger(ModelCatalog.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, ModelEntry> entries = new ConcurrentSkipListMap<>();
    private final LoaderThread loader;
    private final ModelStore models;
    private final VersionLoader versions;
    private final String role;
    private final ServingMetrics metrics;

    private ModelCatalog(
            CatalogSettings settings,
            ServedRole role,
            ObjectStore store,
            ManifestTrust trust,
            ServingMetrics metrics,
            Clock clock) {
        this.role = role.name();
        this.metrics = metrics;
        metrics.budget(settings.memory().budget());
        models = new ModelStore(store, clock);
        ModelCache cache = new ModelCache(store, models, settings, clock);
        versions = new VersionLoader(role, cache, trust, settings.session(), metrics);
        MemoryBudget memory = new MemoryBudget(settings.memory(), entries.values());
        Admission admission = new Admission(models, versions, memory, metrics);
        Reconciler reconciler =
                new Reconciler(models, admission, metrics, settings.memory().standby());
        this.loader = new LoaderThread(entries, models, reconciler, metrics, settings, clock, System::nanoTime);
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

    /**
     * Something may have changed about a model: it is looked at soon. Hints about what is known already do nothing.
     *
     * @param key the model's name, or the key of an event on the topic of models
     */
    public void hint(String key) {
        loader.hint(RoutingChanged.modelOf(key));
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
                .map(ModelStatus::of)
                .filter(ModelCatalog::isOfTheRole)
                .toList();
    }

    /** @throws GantryException rejected, {@code not-found} */
    public ModelStatus status(String model) {
        return ModelStatus.of(entry(model));
    }

    /**
     * Whether a version is loaded. Nothing is loaded for this.
     *
     * @throws GantryException rejected, {@code not-found}, for an unknown model or version
     */
    public boolean loaded(String model, int version) {
        ModelEntry entry = entry(model);
        boolean loaded = entry.lineup().loaded().containsKey(version);
        if (!loaded && !exists(model, version)) {
            throw LoadFailures.unknown(model, version);
        }
        return loaded;
    }

    /**
     * What a version says of its network of the role. Nothing is loaded for this.
     *
     * @throws GantryException rejected: {@code not-found} for an unknown model or version, {@code conflict} if the version could not
     *     be loaded; retryable, if it is not loaded and the store is out of reach
     */
    public Network network(String model, int version) {
        return versions.network(entry(model)
                .lineup()
                .handle(version)
                .map(handle -> handle.version().manifest())
                .orElseGet(() -> manifest(model, version)));
    }

    private Manifest manifest(String model, int version) {
        try {
            PublishedVersion published =
                    models.find(model, version).orElseThrow(() -> LoadFailures.unknown(model, version));
            Admission.requireOf(model, version, published.manifest());
            if (!versions.serves(published.manifest())) {
                throw LoadFailures.ofOtherRole(model, version);
            }
            versions.check(published);
            return published.manifest();
        } catch (GantryException e) {
            if (e.failure() instanceof Failure.Rejected reason && !reason.code().equals(Failure.Rejected.NOT_FOUND)) {
                throw LoadFailures.unusable(model, version, reason);
            }
            throw e;
        }
    }

    /** What cannot be read may be there. */
    private boolean exists(String model, int version) {
        try {
            return models.find(model, version).isPresent();
        } catch (GantryException e) {
            LOG.debugf(
                    "event=version-unread model=%s version=%d code=%s",
                    model, version, e.failure().code());
            return true;
        }
    }

    /**
     * Takes a version for one request, which closes the lease when it is done. A version that is not loaded is loaded first, while
     * the deadline lasts; so is an idle model.
     *
     * @throws GantryException rejected: {@code not-found} for an unknown model, version or alias, {@code conflict} if the version
     *     cannot be loaded, {@code insufficient-memory} if it does not fit beside those in use, {@code too-many-requests} if too many
     *     are being loaded; retryable: {@value #NOT_READY} when nothing is live, {@code deadline-exceeded}
     */
    public Lease lease(String model, VersionChoice choice, Deadline deadline) {
        ModelEntry entry = entry(model);
        return counted(entry, () -> lease(entry, choice, deadline));
    }

    private Lease lease(ModelEntry entry, VersionChoice choice, Deadline deadline) {
        if (entry.rest() == ModelEntry.Rest.ORDERED) {
            throw new Failure.Retryable(NOT_READY, entry.model() + " was unloaded: it answers once it is loaded again")
                    .asException();
        }
        if (choice instanceof VersionChoice.Routed routed) {
            return answering(entry, () -> entry.slot().leaseFor(routed.key()), deadline);
        }
        return choice instanceof VersionChoice.Primary
                ? answering(entry, entry.slot()::leasePrimary, deadline)
                : named(entry, choice, deadline);
    }

    private Lease counted(ModelEntry entry, Supplier<Lease> lease) {
        try {
            return lease.get();
        } catch (GantryException e) {
            metrics.rejected(entry.model(), e.failure().code());
            throw e;
        }
    }

    /**
     * Takes a model out of memory, where it stays until {@link #load}. Requests that it has are still answered.
     *
     * @throws GantryException rejected, {@code not-found}
     */
    public void unload(String model) {
        entry(model).orderRest(true);
        loader.hint(model);
    }

    /**
     * Loads a model that may be unloaded, and waits until it answers.
     *
     * @throws GantryException as {@link #lease(String, VersionChoice, Deadline)}
     */
    public void load(String model, Deadline deadline) {
        ModelEntry entry = entry(model);
        entry.orderRest(false);
        await(entry, Demands.PRIMARY, deadline);
    }

    /** Stops looking for versions, then closes every model once its requests are answered. */
    @Override
    public void close() {
        loader.close();
        List<CompletableFuture<Void>> closings = entries.values().stream()
                .flatMap(entry -> {
                    entry.arrange(Lineup.EMPTY);
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

    private ModelEntry entry(String model) {
        Optional<ModelEntry> known = Optional.ofNullable(entries.get(model));
        return known.filter(entry -> isOfTheRole(ModelStatus.of(entry)))
                .orElseThrow(() -> notFound(
                        known.isPresent() && !known.get().others().isEmpty()
                                ? "the model " + model + " has no " + role
                                : "no model is named " + model));
    }

    private Lease answering(ModelEntry entry, Supplier<Optional<Lease>> slot, Deadline deadline) {
        Optional<Lease> lease = slot.get();
        // Without the store nothing can be loaded: whoever asks is told so, instead of waiting for it.
        while (lease.isEmpty() && entry.rest() == ModelEntry.Rest.IDLE && loader.storeReachable()) {
            await(entry, Demands.PRIMARY, deadline);
            lease = slot.get();
        }
        return lease.orElseThrow(() -> notReady(ModelStatus.of(entry)));
    }

    private Lease named(ModelEntry entry, VersionChoice choice, Deadline deadline) {
        int version = choice.version(entry.aliases(), entry.lineup())
                .orElseThrow(() -> notFound(entry.model() + " has no version " + choice));
        Optional<Lease> lease = entry.slot().lease(version);
        while (lease.isEmpty()) {
            await(entry, version, deadline);
            lease = entry.slot().lease(version);
        }
        return lease.get();
    }

    /** Waits until the loader has dealt with a demand. */
    private void await(ModelEntry entry, int version, Deadline deadline) {
        CompletableFuture<Void> loaded = entry.demands().add(version);
        loader.hint(entry.model());
        try {
            loaded.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw Deadline.exceeded(entry.model());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Deadline.exceeded(entry.model());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private static GantryException notFound(String message) {
        return new Failure.Rejected(Failure.Rejected.NOT_FOUND, message).asException();
    }

    static GantryException notReady(ModelStatus status) {
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
