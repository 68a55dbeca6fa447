package dev.gantry.trainer.job;

import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.queue.WorkerSettings;
import dev.gantry.service.platform.RequestQueue;
import dev.gantry.service.platform.RequestQueues;
import dev.gantry.trainer.TrainerConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Liveness;

/** Takes training requests. */
@Liveness
@Singleton
final class JobQueue extends RequestQueue {
    /**
     * Jobs count their own attempts, and only those that come to nothing. The queue counts for requests that end the process before
     * an attempt is counted.
     */
    private static final int DELIVERIES_PER_ATTEMPT = 20;

    private final WaitingRequests waiting;

    JobQueue(RequestQueues queues, JobHandler handler, WaitingRequests waiting, TrainerConfig config) {
        super(
                "job-queue",
                queues.taker(
                        "jobs",
                        new WorkerSettings(
                                Topics.TRAINING_REQUESTS,
                                ShareGroupSpec.trainers(),
                                DELIVERIES_PER_ATTEMPT * config.maxAttempts(),
                                config.backOff(),
                                config.stopGrace()),
                        TrainingRequest.CONTRACT::decode,
                        handler));
        this.waiting = waiting;
    }

    @Override
    public void start(@Observes StartupEvent event) {
        waiting.start();
        super.start(event);
    }

    @Override
    public void stop(@Observes ShutdownEvent event) {
        super.stop(event);
        waiting.close();
    }
}
