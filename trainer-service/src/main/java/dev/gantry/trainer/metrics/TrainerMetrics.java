package dev.gantry.trainer.metrics;

import dev.gantry.engine.metrics.SampleQuality;
import dev.gantry.engine.train.TickReport;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.util.Map;

/** The trainer's own metrics; those of the queue and the store stand beside them. */
@Singleton
public final class TrainerMetrics {
    private final Counter images;
    private final Counter jobs;
    private final Counter checkpoints;
    private final Gauge imagesPerSecond;
    private final Gauge step;
    private final Gauge budget;
    private final Gauge losses;
    private final Gauge health;
    private final Gauge measurements;
    private final Counter warnings;
    private final Gauge unhealthy;
    private final Histogram stateSeconds;
    private final Gauge stateBytes;
    private final Counter statesLost;
    private final Counter resumed;
    private long imagesAtTick;

    TrainerMetrics(PrometheusRegistry registry) {
        images = Counter.builder()
                .name("gantry_trainer_images_total")
                .help("Real images shown to discriminators")
                .register(registry);
        jobs = Counter.builder()
                .name("gantry_trainer_jobs_total")
                .help("Attempts that have ended, by how")
                .labelNames("outcome")
                .register(registry);
        checkpoints = Counter.builder()
                .name("gantry_trainer_checkpoints_total")
                .help("Versions published")
                .register(registry);
        imagesPerSecond = Gauge.builder()
                .name("gantry_trainer_images_per_second")
                .help("Throughput at the last tick")
                .register(registry);
        step = Gauge.builder()
                .name("gantry_trainer_step_images")
                .help("Images seen by the current job")
                .register(registry);
        budget = Gauge.builder()
                .name("gantry_trainer_budget_images")
                .help("Images that the current job may see")
                .register(registry);
        losses = Gauge.builder()
                .name("gantry_trainer_loss")
                .help("Mean loss over the last tick")
                .labelNames("loss")
                .register(registry);
        health = Gauge.builder()
                .name("gantry_trainer_health")
                .help("Balance and diversity over the last tick")
                .labelNames("measure")
                .register(registry);
        measurements = Gauge.builder()
                .name("gantry_trainer_measurement")
                .help("What was measured last of a model's samples, by metric")
                .labelNames("model", "metric")
                .register(registry);
        warnings = Counter.builder()
                .name("gantry_trainer_warnings_total")
                .help("Episodes in which training was unhealthy, by kind")
                .labelNames("model", "kind")
                .register(registry);
        unhealthy = Gauge.builder()
                .name("gantry_trainer_unhealthy")
                .help("Whether the current job is in such an episode: 1, else 0")
                .labelNames("model", "kind")
                .register(registry);
        stateSeconds = Histogram.builder()
                .name("gantry_trainer_state_duration_seconds")
                .help("Time to write a state that the job can be resumed from")
                .classicUpperBounds(.1, .5, 1, 5, 30, 120)
                .register(registry);
        stateBytes = Gauge.builder()
                .name("gantry_trainer_state_bytes")
                .help("Size of the last state")
                .register(registry);
        statesLost = Counter.builder()
                .name("gantry_trainer_states_lost_total")
                .help("States that could not be written")
                .register(registry);
        resumed = Counter.builder()
                .name("gantry_trainer_resumed_total")
                .help("Attempts that went on from an earlier one's state")
                .register(registry);
    }

    /**
     * A run begins.
     *
     * @param seen images that earlier attempts have shown
     */
    public void runStarted(long budgetImages, long seen) {
        imagesAtTick = seen;
        losses.clear();
        health.clear();
        measurements.clear();
        step.set((double) seen);
        if (seen > 0) {
            resumed.inc();
        }
        budget.set((double) budgetImages);
    }

    /** A tick has passed. */
    public void tick(TickReport report, Map<String, Double> measures) {
        // Fewer after a return to an earlier state.
        images.inc(Math.max(0, report.images() - imagesAtTick));
        imagesAtTick = report.images();
        imagesPerSecond.set(report.imagesPerSecond());
        step.set((double) report.images());
        report.losses().forEach((name, value) -> losses.labelValues(name).set(value));
        measures.forEach((name, value) -> health.labelValues(name).set(value));
    }

    /** A model's samples were measured. There may be a thousand classes: their shares are left to events and manifests. */
    public void measured(String model, Map<String, Double> metrics) {
        metrics.forEach((name, value) -> {
            if (!name.startsWith(SampleQuality.CLASS_SHARE)) {
                measurements.labelValues(model, name).set(value);
            }
        });
    }

    /** @param kind for instance {@code collapse} */
    public void warned(String model, String kind) {
        warnings.labelValues(model, kind).inc();
    }

    /** Whether the model's training is in an episode of that kind. */
    public void unhealthy(String model, String kind, boolean lasting) {
        unhealthy.labelValues(model, kind).set(lasting ? 1 : 0);
    }

    /** A state was written. */
    public void stateKept(long bytes, double seconds) {
        stateSeconds.observe(seconds);
        stateBytes.set((double) bytes);
    }

    /** A state could not be written. */
    public void stateLost() {
        statesLost.inc();
    }

    public void checkpointPublished() {
        checkpoints.inc();
    }

    /** @param outcome for instance {@code completed} or {@code retrying} */
    public void jobEnded(String outcome) {
        imagesPerSecond.set(0);
        unhealthy.clear();
        jobs.labelValues(outcome).inc();
    }
}
