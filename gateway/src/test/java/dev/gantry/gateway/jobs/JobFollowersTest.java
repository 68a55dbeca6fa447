package dev.gantry.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayConfig;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.platform.kafka.KafkaConnection;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@GatewayTest
class JobFollowersTest {
    @Inject
    EventLog events;

    @Inject
    GatewayConfig config;

    @Inject
    KafkaConnection kafka;

    @Inject
    JobBoard board;

    @Test
    void restartedGatewayKnowsEveryJobAgain() {
        String jobId = Api.uniqueName();
        events.publish(Told.accepted(jobId, 1, 1), Optional.empty());
        events.publish(Told.progress(jobId, 5_000, 10), Optional.empty());
        events.publish(Told.cancelled(jobId, 6_000, 12), Optional.empty());
        Eventually.job(jobId, "CANCELLED");

        JobFollowers restarted = new JobFollowers(config, kafka, new PrometheusRegistry());
        restarted.start();
        try {
            Eventually.holds(restarted::caughtUp);
            assertThat(restarted.board().job(jobId)).isPresent().isEqualTo(board.job(jobId));
        } finally {
            restarted.stop();
        }
    }

    @Test
    void gatewayIsReadyOnceItKnowsTheJobs() {
        Eventually.holds(() -> Api.authorized().get("/q/health/ready").statusCode() == 200);
        assertThat(Api.authorized().get("/q/health/ready").asString()).contains("jobs-known", "platform");
    }
}
