package dev.gantry.inference.queue;

import dev.gantry.contracts.Topics;
import dev.gantry.contracts.sampling.SamplingRequest;
import dev.gantry.inference.InferenceConfig;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.queue.WorkerSettings;
import dev.gantry.service.platform.RequestQueues;
import dev.gantry.service.platform.RequestTaker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Takes requests for samples for as long as the process runs, once the platform is there. */
@Singleton
final class SamplingQueue {
    private final RequestTaker taker;

    SamplingQueue(RequestQueues queues, SamplingHandler handler, InferenceConfig config) {
        WorkerSettings settings = new WorkerSettings(
                Topics.SAMPLING_REQUESTS,
                ShareGroupSpec.samplers(),
                config.requests().maxAttempts(),
                config.requests().backOff(),
                config.deadline());
        taker = queues.taker("samples", settings, SamplingRequest.CONTRACT::decode, handler);
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
