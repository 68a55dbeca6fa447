package dev.gantry.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.platform.jobs.JobStates;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.queue.DeadLetters;
import dev.gantry.platform.queue.Settlement;
import dev.gantry.platform.queue.ShareGroupWorker;
import dev.gantry.platform.queue.WorkerSettings;
import dev.gantry.service.platform.Provisioning;
import dev.gantry.testkit.quarkus.PlatformResource;
import dev.gantry.trainer.Shapes;
import dev.gantry.trainer.TrainerClient;
import io.opentelemetry.api.OpenTelemetry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GracefulStopTest.AppOfItsOwn.class)
@QuarkusTestResource(PlatformResource.class)
@QuarkusTestResource(Shapes.class)
class GracefulStopTest {
    @Inject
    Provisioning provisioning;

    @Inject
    KafkaConnection kafka;

    @Inject
    MessageProducer producer;

    @Inject
    @Liveness
    JobQueue queue;

    @Inject
    JobStore jobs;

    @Inject
    JobStates states;

    /** The test ends the application's work, so it shares it with no other. */
    public static final class AppOfItsOwn implements QuarkusTestProfile {}

    @Test
    void stoppedTrainerGivesItsJobToTheNextOneWithinSeconds() throws Exception {
        provisioning.awaitDone();
        try (TrainerClient client = new TrainerClient(kafka, producer)) {
            client.send(TrainerClient.tinyRequest("moved", "moving", 1_000_000_000L));
            client.await("moved", TrainingEvent.Published.class);

            long start = System.nanoTime();
            queue.stop(new ShutdownEvent());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(queue.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(client.await("moved", TrainingEvent.Retrying.class).code())
                    .isEqualTo("interrupted");
            assertThat(jobs.outcome("moved")).isEmpty();
            long told = client.events("moved").stream()
                    .filter(TrainingEvent.Progress.class::isInstance)
                    .mapToLong(progress -> ((TrainingEvent.Progress) progress).step())
                    .max()
                    .orElseThrow();
            assertThat(states.kept("moved").get(0).step()).isGreaterThanOrEqualTo(told);
            assertThat(jobs.fruitlessAttempts("moved", 2, 0)).isZero();

            BlockingQueue<String> taken = new LinkedBlockingQueue<>();
            try (ShareGroupWorker<TrainingRequest> next = takeInto(taken)) {
                assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo("moved");
                assertThat(next.running()).isTrue();
            }
        }
    }

    private ShareGroupWorker<TrainingRequest> takeInto(BlockingQueue<String> taken) {
        PrometheusRegistry registry = new PrometheusRegistry();
        WorkerSettings settings = new WorkerSettings(
                Topics.TRAINING_REQUESTS, ShareGroupSpec.trainers(), 5, Duration.ZERO, Duration.ofSeconds(1));
        return ShareGroupWorker.start(
                kafka,
                settings,
                TrainingRequest.CONTRACT::decode,
                task -> {
                    taken.add(task.message().jobId().orElseThrow());
                    return new Settlement.Done();
                },
                producer,
                new DeadLetters(producer, registry),
                registry,
                OpenTelemetry.noop().getTracer("test"));
    }
}
