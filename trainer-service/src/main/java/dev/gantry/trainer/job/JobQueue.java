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
import dev.gantry.trainer.TrainerConfig;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Takes training requests for as long as the process runs, once the platform is there. */
@Singleton
final class JobQueue {
    private static final int DELIVERIES_PER_ATTEMPT = 20;

    private final KafkaConnection kafka;
    private final JobHandler handler;
    private final MessageProducer producer;
    private final DeadLetters deadLetters;
    private final PrometheusRegistry registry;
    private final Provisioning provisioning;
    private final WorkerSettings settings;
    private final Thread starter = new Thread(this::startWhenReady, "start-taking-jobs");
    private boolean stopped;
    private @Nullable ShareGroupWorker<TrainingRequest> worker;

    JobQueue(
            KafkaConnection kafka,
            JobHandler handler,
            MessageProducer producer,
            DeadLetters deadLetters,
            PrometheusRegistry registry,
            Provisioning provisioning,
            TrainerConfig config) {
        this.kafka = kafka;
        this.handler = handler;
        this.producer = producer;
        this.deadLetters = deadLetters;
        this.registry = registry;
        this.provisioning = provisioning;
        // Jobs count their own attempts, and only those that come to nothing; the queue's count is for requests that
        // end the
        // process before an attempt is counted.
        this.settings = new WorkerSettings(
                Topics.TRAINING_REQUESTS,
                ShareGroupSpec.trainers(),
                DELIVERIES_PER_ATTEMPT * config.maxAttempts(),
                config.backOff(),
                config.stopGrace());
        starter.setDaemon(true);
    }

    void start(@Observes StartupEvent event) {
        starter.start();
    }

    /** Gives the job at hand back. */
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
                    kafka, settings, TrainingRequest.CONTRACT::decode, handler, producer, deadLetters, registry);
        }
    }
}
