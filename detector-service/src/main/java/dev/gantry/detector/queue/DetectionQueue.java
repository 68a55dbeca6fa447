package dev.gantry.detector.queue;

import dev.gantry.contracts.Topics;
import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.queue.DeadLetters;
import dev.gantry.platform.queue.ShareGroupWorker;
import dev.gantry.platform.queue.WorkerSettings;
import dev.gantry.service.platform.Provisioning;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Takes detection requests for as long as the process runs, once the platform is there. */
@Singleton
final class DetectionQueue {
    private final KafkaConnection kafka;
    private final DetectionHandler handler;
    private final MessageProducer producer;
    private final DeadLetters deadLetters;
    private final PrometheusRegistry registry;
    private final Provisioning provisioning;
    private final WorkerSettings settings;
    private final Thread starter = new Thread(this::startWhenReady, "start-taking-detections");
    private boolean stopped;
    private @Nullable ShareGroupWorker<DetectionRequest> worker;

    DetectionQueue(
            KafkaConnection kafka,
            DetectionHandler handler,
            MessageProducer producer,
            DeadLetters deadLetters,
            PrometheusRegistry registry,
            Provisioning provisioning,
            DetectorConfig config) {
        this.kafka = kafka;
        this.handler = handler;
        this.producer = producer;
        this.deadLetters = deadLetters;
        this.registry = registry;
        this.provisioning = provisioning;
        this.settings = new WorkerSettings(
                Topics.DETECTION_REQUESTS,
                ShareGroupSpec.detectors(),
                config.queue().maxAttempts(),
                config.queue().backOff(),
                config.deadline());
        starter.setDaemon(true);
    }

    void start(@Observes StartupEvent event) {
        starter.start();
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        stopped = true;
        starter.interrupt();
        if (worker != null) {
            worker.close();
        }
    }

    /** Whether requests are taken, or will be once the platform is there. */
    synchronized boolean alive() {
        return worker == null ? starter.isAlive() : worker.running();
    }

    private void startWhenReady() {
        try {
            provisioning.awaitDone();
            startTaking();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void startTaking() {
        if (!stopped) {
            worker = ShareGroupWorker.start(
                    kafka, settings, DetectionRequest.CONTRACT::decode, handler, producer, deadLetters, registry);
        }
    }
}
