package dev.gantry.platform.queue;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;

/** What a worker tells of its queue. */
final class WorkerMetrics {
    private final Counter messages;
    private final Counter locksLost;
    private final Gauge busy;
    private final Histogram seconds;
    private final String topic;

    WorkerMetrics(PrometheusRegistry registry, String topic) {
        this.topic = topic;
        messages = Counter.builder()
                .name("gantry_queue_messages_total")
                .help("Records taken from the share group, by what became of them")
                .labelNames("topic", "ending")
                .register(registry);
        locksLost = Counter.builder()
                .name("gantry_queue_locks_lost_total")
                .help("Records that went to another member while they were handled here")
                .labelNames("topic")
                .register(registry);
        busy = Gauge.builder()
                .name("gantry_queue_busy")
                .help("1 while a record is being handled")
                .labelNames("topic")
                .register(registry);
        seconds = Histogram.builder()
                .name("gantry_queue_handling_duration_seconds")
                .help("Time from a record's arrival to its end")
                .labelNames("topic")
                .classicUpperBounds(.01, .05, .1, .5, 1, 5, 30, 120, 600, 3600, 14400)
                .register(registry);
        locksLost.labelValues(topic);
        busy.labelValues(topic).set(0);
    }

    void started() {
        busy.labelValues(topic).set(1);
    }

    void ended(Ending ending, double elapsedSeconds) {
        seconds.labelValues(topic).observe(elapsedSeconds);
        messages.labelValues(topic, ending.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .inc();
    }

    void idle() {
        busy.labelValues(topic).set(0);
    }

    void lost() {
        locksLost.labelValues(topic).inc();
    }
}
