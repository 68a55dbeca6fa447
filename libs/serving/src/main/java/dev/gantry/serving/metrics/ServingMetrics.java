package dev.gantry.serving.metrics;

import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.serving.live.Lineup;
import dev.gantry.serving.live.ModelHandle;
import dev.gantry.serving.session.SessionMetrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The measures of one service's models; each carries the model's name. */
public final class ServingMetrics {
    private static final double[] SECONDS = {.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30};
    private static final double NANOS = 1e-9;

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
    private final Gauge canary;

    /** @param service for instance {@code inference}; begins every name after {@code gantry_} */
    public ServingMetrics(PrometheusRegistry registry, String service) {
        String prefix = "gantry_" + service + "_";
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
                .help("Attempts to make a version live, by how they ended")
                .labelNames("model", "result")
                .register(registry);
        load = seconds(prefix + "load_duration_seconds", "Time from taking up a version until it is live")
                .register(registry);
        live = gauge(prefix + "live_version", "Version that answers").register(registry);
        desired =
                gauge(prefix + "desired_version", "Version that should answer").register(registry);
        draining = gauge(prefix + "draining_versions", "Replaced versions that still answer requests")
                .register(registry);
        loaded = gauge(prefix + "loaded_versions", "Versions in memory, draining ones not counted")
                .register(registry);
        memory = gauge(prefix + "memory_bytes", "Memory that the loaded versions are counted with")
                .register(registry);
        canary = gauge(prefix + "canary_percent", "Share of the seeds that a canary answers, percent")
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
            public void rejected(String reason) {
                rejections.labelValues(model, reason).inc();
            }
        };
    }

    public void desired(String model, int version) {
        desired.labelValues(model).set(version);
    }

    public void live(String model, int version, long loadNanos) {
        live.labelValues(model).set(version);
        load.labelValues(model).observe(loadNanos * NANOS);
        swaps.labelValues(model, "live").inc();
    }

    /** A version could not be made live. */
    public void failed(String model, String reason) {
        swaps.labelValues(model, reason).inc();
    }

    /** Other versions are loaded, answer or drain. */
    public void changed(String model, Lineup lineup, int drainingVersions) {
        draining.labelValues(model).set(drainingVersions);
        loaded.labelValues(model).set(lineup.loaded().size());
        memory.labelValues(model).set((double)
                lineup.loaded().values().stream().mapToLong(ModelHandle::bytes).sum());
        canary.labelValues(model).set(lineup.canary().map(Canary::percent).orElse(0));
    }

    private static Histogram.Builder seconds(String name, String help) {
        return Histogram.builder().name(name).help(help).labelNames("model").classicUpperBounds(SECONDS);
    }

    private static Gauge.Builder gauge(String name, String help) {
        return Gauge.builder().name(name).help(help).labelNames("model");
    }
}
