package dev.gantry.inference.models;

import dev.gantry.contracts.Topics;
import dev.gantry.inference.InferenceConfig;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.service.config.ModelsConfig;
import dev.gantry.serving.catalog.Backoff;
import dev.gantry.serving.catalog.CatalogSettings;
import dev.gantry.serving.catalog.MemorySettings;
import dev.gantry.serving.catalog.ModelCatalog;
import dev.gantry.serving.metrics.ServingMetrics;
import dev.gantry.serving.role.GeneratorRole;
import dev.gantry.serving.session.BatchBuckets;
import dev.gantry.serving.session.Device;
import dev.gantry.serving.session.SessionSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Keeps the versions of every generator loaded that should answer, from the service's start to its end. */
@Startup
@Singleton
public class Generators {
    private final ModelCatalog catalog;
    private final EventFollower events;

    Generators(
            InferenceConfig config,
            ObjectStore store,
            ManifestTrust trust,
            KafkaConnection kafka,
            PrometheusRegistry registry,
            Clock clock) {
        catalog = ModelCatalog.start(
                settings(config), new GeneratorRole(), store, trust, new ServingMetrics(registry, "inference"), clock);
        events = EventFollower.start(kafka, Topics.MODELS, event -> {
            if (event.key() != null) {
                catalog.hint(event.key());
            }
        });
    }

    public ModelCatalog catalog() {
        return catalog;
    }

    /** Whether every version that was published before the start has been made live or set aside. */
    public boolean caughtUp() {
        return events.caughtUp() && catalog.caughtUp();
    }

    @PreDestroy
    void close() {
        events.close();
        catalog.close();
    }

    private static CatalogSettings settings(InferenceConfig config) {
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
                        BatchBuckets.of(config.batchSizes()),
                        config.queue().capacity(),
                        config.queue().maxDelay(),
                        config.maxBatch()));
    }

    private static Device device(ModelsConfig.Device device) {
        return switch (device.kind()) {
            case CPU -> new Device.Cpu();
            case CUDA -> new Device.Cuda(device.id(), device.memoryLimit(), device.allowCpuFallback());
        };
    }
}
