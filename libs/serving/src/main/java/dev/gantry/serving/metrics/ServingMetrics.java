package dev.gantry.serving.metrics;

import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.serving.live.Lineup;
import dev.gantry.serving.live.ModelHandle;
import dev.gantry.serving.session.SessionMetrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;

/** The measures of one service's models; each carries the model's name. */
public final class ServingMetrics {
    private static final double[] SECONDS = {.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30};
    private static final double NANOS = 1e-9;
    private static final String LIVE = "live";

    private final Histogram request;
    private final Histogram queue;
    private final Histogram compute;
    private final Histogram batch;
    private final Counter rejections;
    private final Counter swaps;
    private final Histogram load;
    private final Gauge live;
    private final Gauge desired;
    private final Gauge draining;
    private final Gauge loaded;
    private final Gauge memory;
    private final Gauge budget;
    private final Gauge quarantined;
    private final Gauge versions;
    private final Gauge canary;

    /** @param service for instance {@code inference}; begins every name after {@code gantry_} */
    public ServingMetrics(PrometheusRegistry registry, String service) {
        String prefix = "gantry_" + service + "_";
        request = seconds(prefix + "request_duration_seconds", "Time from a request to the model until its answer")
                .register(registry);
        queue = seconds(prefix + "queue_duration_seconds", "Time a request waited for the model's thread")
                .register(registry);
        compute = seconds(prefix + "compute_duration_seconds", "Time of one run of the network")
                .register(registry);
        batch = Histogram.builder()
                .name(prefix + "batch_size")
                .help("Samples of one run of the network, padding not counted")
                .labelNames("model")
                .classicUpperBounds(1, 2, 4, 8, 16, 32, 64, 128, 256)
                .register(registry);
        rejections = Counter.builder()
                .name(prefix + "rejections_total")
                .help("Requests refused before they were computed")
                .labelNames("model", "reason")
                .register(registry);
        swaps = Counter.builder()
                .name(prefix + "swaps_total")
                .help("Versions made live, and versions that could not be loaded, by reason and phase")
                .labelNames("model", "result", "phase")
                .register(registry);
        load = seconds(prefix + "load_duration_seconds", "Time from taking up a version until it is live")
                .register(registry);
        live = gauge(prefix + "live_version", "Version that answers; 0 while none does")
                .register(registry);
        desired =
                gauge(prefix + "desired_version", "Version that should answer").register(registry);
        draining = gauge(prefix + "draining_versions", "Replaced versions that still answer requests")
                .register(registry);
        loaded = gauge(prefix + "loaded_versions", "Versions in memory, draining ones not counted")
                .register(registry);
        memory = gauge(prefix + "memory_bytes", "Memory that the loaded versions are counted with")
                .register(registry);
        budget = Gauge.builder()
                .name(prefix + "memory_budget_bytes")
                .help("Memory that all loaded versions may be counted with")
                .register(registry);
        quarantined = gauge(prefix + "quarantined_versions", "Versions that failed to load and are tried again later")
                .register(registry);
        versions = Gauge.builder()
                .name(prefix + "versions")
                .help("Versions in hand, by where they stand")
                .labelNames("model", "phase")
                .register(registry);
        canary = gauge(prefix + "canary_ratio", "Share of the seeds that a canary answers")
                .register(registry);
    }

    /** The measures of a model's sessions, whichever version. */
    public SessionMetrics session(String model) {
        return new SessionMetrics() {
            @Override
            public void waited(long nanos) {
                queue.labelValues(model).observe(nanos * NANOS);
            }

            @Override
            public void ran(int rows, long nanos) {
                compute.labelValues(model).observe(nanos * NANOS);
                batch.labelValues(model).observe(rows);
            }

            @Override
            public void answered(long nanos) {
                request.labelValues(model).observe(nanos * NANOS);
            }

            @Override
            public void rejected(String reason) {
                ServingMetrics.this.rejected(model, reason);
            }
        };
    }

    /** @param bytes that all loaded versions may be counted with */
    public void budget(long bytes) {
        budget.set((double) bytes);
    }

    /**
     * A request was refused before it was computed.
     *
     * @param model that is known
     */
    public void rejected(String model, String reason) {
        rejections.labelValues(model, reason).inc();
    }

    public void desired(String model, int version) {
        desired.labelValues(model).set(version);
    }

    /** Another version answers, so long after it was taken up. */
    public void swapped(String model, long loadNanos) {
        load.labelValues(model).observe(loadNanos * NANOS);
        swaps.labelValues(model, LIVE, LIVE).inc();
    }

    /**
     * A version could not be loaded.
     *
     * @param phase in which it failed, for instance {@code downloading}
     */
    public void failed(String model, String reason, String phase) {
        swaps.labelValues(model, reason, phase).inc();
    }

    /** Other versions are loaded, answer, drain or are in quarantine. */
    public void changed(String model, Lineup lineup, int drainingVersions, int quarantinedVersions) {
        live.labelValues(model).set(lineup.primary());
        quarantined.labelValues(model).set(quarantinedVersions);
        draining.labelValues(model).set(drainingVersions);
        loaded.labelValues(model).set(lineup.loaded().size());
        memory.labelValues(model).set((double)
                lineup.loaded().values().stream().mapToLong(ModelHandle::bytes).sum());
        canary.labelValues(model).set(lineup.canary().map(Canary::percent).orElse(0) / 100.0);
    }

    /** @param count of the model's versions in each phase; a phase that is missing keeps its number */
    public void phases(String model, Map<String, Integer> count) {
        count.forEach((phase, number) -> versions.labelValues(model, phase).set(number));
    }

    private static Histogram.Builder seconds(String name, String help) {
        return Histogram.builder().name(name).help(help).labelNames("model").classicUpperBounds(SECONDS);
    }

    private static Gauge.Builder gauge(String name, String help) {
        return Gauge.builder().name(name).help(help).labelNames("model");
    }
}
