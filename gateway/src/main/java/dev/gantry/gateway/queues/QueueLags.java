package dev.gantry.gateway.queues;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Topics;
import dev.gantry.platform.kafka.TopicAdmin;
import dev.gantry.service.platform.Provisioning;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells how many requests are not done with, which is what services are scaled by. The gateway tells it because it is there even when
 * nobody takes requests. While Kafka is away nothing is told.
 */
@Startup
@Singleton
final class QueueLags {
    private static final Logger LOG = Logger.getLogger(QueueLags.class);
    private static final long INTERVAL_SECONDS = 10;
    private static final Map<String, String> QUEUES = Map.of(
            Topics.TRAINERS_GROUP, Topics.TRAINING_REQUESTS,
            Topics.SAMPLERS_GROUP, Topics.SAMPLING_REQUESTS,
            Topics.DETECTORS_GROUP, Topics.DETECTION_REQUESTS);

    private final TopicAdmin topics;
    private final Provisioning provisioning;
    private final Gauge lag;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "queue-lags");

    QueueLags(TopicAdmin topics, Provisioning provisioning, PrometheusRegistry registry) {
        this.topics = topics;
        this.provisioning = provisioning;
        lag = Gauge.builder()
                .name("gantry_queue_lag_records")
                .help("Requests that wait for the share group or are in its hands")
                .labelNames("group")
                .register(registry);
        thread.setDaemon(true);
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping.countDown();
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(INTERVAL_SECONDS));
    }

    private void run() {
        try {
            provisioning.awaitDone();
            do {
                QUEUES.forEach(this::look);
            } while (!stopping.await(INTERVAL_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(String group, String topic) {
        try {
            lag.labelValues(group).set((double) topics.lag(group, topic));
        } catch (RuntimeException e) {
            // An old figure would say that all is well. Why Kafka is away is told by readiness.
            lag.remove(group);
            if (!(e instanceof GantryException)) {
                LOG.warnf(e, "event=lag-unknown group=%s", group);
            }
        }
    }
}
