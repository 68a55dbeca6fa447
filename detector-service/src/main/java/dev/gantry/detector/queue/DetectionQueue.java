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
import dev.gantry.service.platform.RequestTaker;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Takes detection requests for as long as the process runs, once the platform is there. */
@Singleton
final class DetectionQueue {
    private final RequestTaker taker;

    DetectionQueue(
            KafkaConnection kafka,
            DetectionHandler handler,
            MessageProducer producer,
            DeadLetters deadLetters,
            PrometheusRegistry registry,
            Provisioning provisioning,
            DetectorConfig config) {
        WorkerSettings settings = new WorkerSettings(
                Topics.DETECTION_REQUESTS,
                ShareGroupSpec.detectors(),
                config.queue().maxAttempts(),
                config.queue().backOff(),
                config.deadline());
        taker = new RequestTaker(
                "detections",
                provisioning,
                () -> ShareGroupWorker.start(
                        kafka, settings, DetectionRequest.CONTRACT::decode, handler, producer, deadLetters, registry));
    }

    void start(@Observes StartupEvent event) {
        taker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        taker.close();
    }

    boolean alive() {
        return taker.alive();
    }
}
