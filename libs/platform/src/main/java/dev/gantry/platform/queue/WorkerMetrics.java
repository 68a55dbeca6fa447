package dev.gantry.platform.queue;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a worker tells of its queue. */
final class WorkerMetrics {
    private final Counter messages;
    private final Counter locksLost;
    private final Gauge busy;
    private final Histogram waiting;
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
        waiting = Histogram.builder()
                .name("gantry_queue_wait_duration_seconds")
                .help("Time from when a record was written until it was first taken")
                .labelNames("topic")
                .classicUpperBounds(.01, .05, .1, .5, 1, 5, 30, 120, 600, 3600, 14400)
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

    void started(ConsumerRecord<byte[], byte[]> record) {
        if (Deliveries.of(record).total() == 1
                && Task.header(record, Task.ORIGIN).isEmpty()) {
            waiting.labelValues(topic).observe(Math.max(0, System.currentTimeMillis() - record.timestamp()) / 1e3);
        }
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
