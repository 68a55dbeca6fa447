package dev.gantry.detector.models;

import dev.gantry.contracts.Topics;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.service.config.ModelsConfig;
import dev.gantry.serving.catalog.Backoff;
import dev.gantry.serving.catalog.CatalogSettings;
import dev.gantry.serving.catalog.MemorySettings;
import dev.gantry.serving.catalog.ModelCatalog;
import dev.gantry.serving.catalog.ModelStatus;
import dev.gantry.serving.catalog.VersionChoice;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.metrics.ServingMetrics;
import dev.gantry.serving.role.DetectorRole;
import dev.gantry.serving.session.BatchBuckets;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.Device;
import dev.gantry.serving.session.SessionSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Keeps the newest detector of every model live, from the service's start to its end. */
@Startup
@Singleton
public class Detectors {
    /** Pictures come one by one, or in the many versions of one that a heatmap takes. */
    private static final List<Integer> BATCHES = List.of(1, 16);

    private static final int MAX_ROWS = 64;

    private final ModelCatalog catalog;
    private final EventFollower events;

    Detectors(
            DetectorConfig config,
            ObjectStore store,
            ManifestTrust trust,
            KafkaConnection kafka,
            PrometheusRegistry registry,
            Clock clock) {
        catalog = ModelCatalog.start(
                settings(config), new DetectorRole(), store, trust, new ServingMetrics(registry, "detector"), clock);
        events = EventFollower.start(kafka, Topics.MODELS, event -> {
            if (event.key() != null) {
                catalog.hint(event.key());
            }
        });
    }

    public ModelCatalog catalog() {
        return catalog;
    }

    /**
     * Takes a model's detector for one look; one that was unloaded as idle is loaded first.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code not-found}, for an unknown model; retryable, {@code
     *     model-not-ready}, or {@code deadline-exceeded} if it is not loaded by then
     */
    public Lease lease(String model, Deadline deadline) {
        return catalog.lease(model, new VersionChoice.Primary(), deadline);
    }

    /** All models that have a detector, live ones first. */
    public List<ModelStatus> registered() {
        return catalog.models().stream()
                .sorted(Comparator.comparing(status -> status.live().isEmpty()))
                .toList();
    }

    /** Names of the models whose detector is loaded. */
    List<String> live() {
        return registered().stream()
                .filter(status -> status.live().isPresent())
                .map(status -> status.model())
                .toList();
    }

    /** Whether every version that was published before the start has been made live or set aside. */
    boolean caughtUp() {
        return events.caughtUp() && catalog.caughtUp();
    }

    @PreDestroy
    void close() {
        events.close();
        catalog.close();
    }

    private static CatalogSettings settings(DetectorConfig config) {
        int threads = config.threads().orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        return new CatalogSettings(
                config.cache().directory(),
                config.cache().maxBytes(),
                config.cache().maxModelBytes(),
                config.reconcileEvery(),
                new Backoff(config.quarantine().first(), config.quarantine().most()),
                new MemorySettings(
                        config.memory().budget(),
                        config.memory().idle(),
                        config.memory().standby()),
                new SessionSettings(
                        device(config.device()),
                        threads,
                        BatchBuckets.of(BATCHES),
                        config.workers().capacity(),
                        Duration.ZERO,
                        MAX_ROWS));
    }

    private static Device device(ModelsConfig.Device device) {
        return switch (device.kind()) {
            case CPU -> new Device.Cpu();
            case CUDA -> new Device.Cuda(device.id(), device.memoryLimit(), device.allowCpuFallback());
        };
    }
}
