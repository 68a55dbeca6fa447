package dev.gantry.trainer.job;

import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.queue.DeadLetters;
import dev.gantry.platform.queue.ShareGroupWorker;
import dev.gantry.platform.queue.WorkerSettings;
import dev.gantry.service.platform.Provisioning;
import dev.gantry.service.platform.RequestTaker;
import dev.gantry.trainer.TrainerConfig;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Takes training requests for as long as the process runs, once the platform is there. */
@Singleton
final class JobQueue {
    private static final int DELIVERIES_PER_ATTEMPT = 20;

    private final RequestTaker taker;
    private final WaitingRequests waiting;

    JobQueue(
            KafkaConnection kafka,
            JobHandler handler,
            WaitingRequests waiting,
            MessageProducer producer,
            DeadLetters deadLetters,
            PrometheusRegistry registry,
            Provisioning provisioning,
            TrainerConfig config) {
        this.waiting = waiting;
        // Jobs count their own attempts, and only those that come to nothing. The queue counts for requests that end
        // the process before an attempt is counted.
        WorkerSettings settings = new WorkerSettings(
                Topics.TRAINING_REQUESTS,
                ShareGroupSpec.trainers(),
                DELIVERIES_PER_ATTEMPT * config.maxAttempts(),
                config.backOff(),
                config.stopGrace());
        taker = new RequestTaker(
                "jobs",
                provisioning,
                () -> ShareGroupWorker.start(
                        kafka, settings, TrainingRequest.CONTRACT::decode, handler, producer, deadLetters, registry));
    }

    void start(@Observes StartupEvent event) {
        waiting.start();
        taker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        taker.close();
        waiting.close();
    }

    boolean alive() {
        return taker.alive();
    }
}
