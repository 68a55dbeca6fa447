package dev.gantry.serving.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.StoreConnection;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.metrics.ServingMetrics;
import dev.gantry.serving.role.ServedRole;
import dev.gantry.serving.session.BatchBuckets;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.Device;
import dev.gantry.serving.session.RunOptions;
import dev.gantry.serving.session.SessionSettings;
import dev.gantry.serving.session.Tensor;
import dev.gantry.serving.testing.TestModels;
import dev.gantry.serving.testing.TinyGenerator;
import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.SteppedClock;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A store with tiny models, and catalogs over it. */
final class CatalogFixture implements AutoCloseable {
    static final int MAX_FILE_BYTES = 1 << 19;

    private static final SigningKey KEY = SigningKey.generate();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final TestModels models;
    final PrometheusRegistry registry = new PrometheusRegistry();
    final SteppedClock clock = SteppedClock.running();
    private final ObjectStore store;
    private final Path cache;
    private final List<ModelCatalog> catalogs = new ArrayList<>();

    CatalogFixture(EmbeddedS3 server, String bucket, Path cache) {
        this.cache = cache;
        this.store = ObjectStore.connect(
                new StoreConnection(
                        server.endpoint(),
                        server.credentials().accessKey(),
                        server.credentials().secretKey(),
                        bucket,
                        "us-east-1"),
                registry);
        store.ensureBucket();
        this.models = new TestModels(store, KEY);
    }

    /** Starts a catalog that finds by itself only what it is hinted at. */
    ModelCatalog start(ServedRole role) {
        return start(role, Duration.ofHours(1));
    }

    ModelCatalog start(ServedRole role, Duration reconcileEvery) {
        return start(role, reconcileEvery, new MemorySettings(1 << 30, Duration.ofHours(1), 0));
    }

    ModelCatalog start(ServedRole role, Duration reconcileEvery, MemorySettings memory) {
        CatalogSettings settings = new CatalogSettings(
                cache,
                1 << 20,
                MAX_FILE_BYTES,
                reconcileEvery,
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(200)),
                memory,
                new SessionSettings(new Device.Cpu(), 2, BatchBuckets.of(List.of(1, 4)), 64, Duration.ZERO, 1024));
        ModelCatalog catalog = ModelCatalog.start(
                settings,
                role,
                store,
                ManifestTrust.signedBy(KEY::trusted, store),
                new ServingMetrics(registry, "test" + catalogs.size()),
                clock);
        catalogs.add(catalog);
        await(catalog::caughtUp);
        return catalog;
    }

    /** The version that answers those who name none. */
    static Lease lease(ModelCatalog catalog, String model) {
        return catalog.lease(model, new VersionChoice.Primary(), Deadline.in(PATIENCE));
    }

    /** One pixel of one sample of the live version. */
    static float pixel(ModelCatalog catalog, String model) {
        try (Lease lease = lease(catalog, model)) {
            Tensor z = new Tensor(List.of(1L, 8L), LatentSampler.draw(0, 0, 1, 8));
            return lease.run(Map.of("z", z), "image", RunOptions.until(Deadline.in(PATIENCE)))
                    .values()[0];
        }
    }

    /** Waits until the version answers and the ones before are closed. */
    static void awaitLive(ModelCatalog catalog, String model, int version) {
        await(() -> catalog.models().stream()
                .anyMatch(status -> status.model().equals(model)
                        && status.live().orElse(0) == version
                        && status.versions().stream().noneMatch(v -> v.phase() == ModelPhase.DRAINING)));
    }

    /** Waits until the version is set aside and returns why. */
    static Quarantined awaitQuarantined(ModelCatalog catalog, String model, int version) {
        List<Quarantined> found = new ArrayList<>();
        await(() -> {
            catalog.models().stream()
                    .filter(status -> status.model().equals(model))
                    .flatMap(status -> status.quarantined().stream())
                    .filter(entry -> entry.version() == version)
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** Attempts to make versions live that ended so, over all models of the first catalog. */
    double swaps(String result, String phase) {
        return registry.scrape(name -> name.equals("gantry_test0_swaps")).stream()
                .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
                .filter(point -> result.equals(point.getLabels().get("result"))
                        && phase.equals(point.getLabels().get("phase")))
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }

    /** A gauge of the first catalog, summed up over its models. */
    double gauge(String name) {
        return registry.scrape(("gantry_test0_" + name)::equals).stream()
                .flatMap(metric -> ((GaugeSnapshot) metric).getDataPoints().stream())
                .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
                .sum();
    }

    /** Versions of all models of the first catalog that stand there. */
    double versions(ModelPhase phase) {
        return registry.scrape("gantry_test0_versions"::equals).stream()
                .flatMap(metric -> ((GaugeSnapshot) metric).getDataPoints().stream())
                .filter(point -> phase.name()
                        .toLowerCase(Locale.ROOT)
                        .equals(point.getLabels().get("phase")))
                .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
                .sum();
    }

    /** Bytes that a tiny version is counted with: twice its file, and what goes in and out of batches of four. */
    long footprint() {
        int row = TinyGenerator.LATENT + TinyGenerator.SAMPLE.length();
        return 2L * TinyGenerator.constant(0.25).onnx().length + 4L * row * Float.BYTES;
    }

    @Override
    public void close() {
        catalogs.forEach(ModelCatalog::close);
        store.close();
    }
}
