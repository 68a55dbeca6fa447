package dev.gantry.detector.queue;

import dev.gantry.contracts.Topics;
import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.queue.WorkerSettings;
import dev.gantry.service.platform.RequestQueues;
import dev.gantry.service.platform.RequestTaker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Takes detection requests for as long as the process runs, once the platform is there. */
@Singleton
final class DetectionQueue {
    private final RequestTaker taker;

    DetectionQueue(RequestQueues queues, DetectionHandler handler, DetectorConfig config) {
        WorkerSettings settings = new WorkerSettings(
                Topics.DETECTION_REQUESTS,
                ShareGroupSpec.detectors(),
                config.queue().maxAttempts(),
                config.queue().backOff(),
                config.deadline());
        taker = queues.taker("detections", settings, DetectionRequest.CONTRACT::decode, handler);
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
