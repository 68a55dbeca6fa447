package dev.gantry.detector.queue;

import dev.gantry.contracts.Topics;
import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.queue.WorkerSettings;
import dev.gantry.service.platform.RequestQueue;
import dev.gantry.service.platform.RequestQueues;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Liveness;

/** Takes detection requests. */
@Liveness
@Singleton
final class DetectionQueue extends RequestQueue {
    DetectionQueue(RequestQueues queues, DetectionHandler handler, DetectorConfig config) {
        super(
                "detection-queue",
                queues.taker(
                        "detections",
                        new WorkerSettings(
                                Topics.DETECTION_REQUESTS,
                                ShareGroupSpec.detectors(),
                                config.queue().maxAttempts(),
                                config.queue().backOff(),
                                config.deadline()),
                        DetectionRequest.CONTRACT::decode,
                        handler));
    }
}
