package dev.gantry.inference.queue;

import dev.gantry.contracts.Topics;
import dev.gantry.contracts.sampling.SamplingRequest;
import dev.gantry.inference.InferenceConfig;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.queue.WorkerSettings;
import dev.gantry.service.platform.RequestQueue;
import dev.gantry.service.platform.RequestQueues;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Liveness;

/** Takes requests for samples. */
@Liveness
@Singleton
final class SamplingQueue extends RequestQueue {
    SamplingQueue(RequestQueues queues, SamplingHandler handler, InferenceConfig config) {
        super(
                "sampling-queue",
                queues.taker(
                        "samples",
                        new WorkerSettings(
                                Topics.SAMPLING_REQUESTS,
                                ShareGroupSpec.samplers(),
                                config.requests().maxAttempts(),
                                config.requests().backOff(),
                                config.deadline()),
                        SamplingRequest.CONTRACT::decode,
                        handler));
    }
}
