package dev.gantry.gateway.jobs;

import dev.gantry.contracts.Topics;
import dev.gantry.gateway.GatewayConfig;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/**
 * Holds the job board and keeps it up to date. The topics are read from their beginning, so that jobs asked for by other
 * producers, or before a restart, are known too.
 */
@Startup
@Singleton
final class JobFollowers {
    private final JobBoard board;
    private final KafkaConnection kafka;
    private List<EventFollower> followers = List.of();

    JobFollowers(GatewayConfig config, KafkaConnection kafka, PrometheusRegistry registry) {
        this.kafka = kafka;
        this.board = new JobBoard(config.maxJobs());
        GaugeWithCallback.builder()
                .name("gantry_gateway_jobs")
                .help("Known jobs by state")
                .labelNames("state")
                .callback(gauge -> board.countByState()
                        .forEach(
                                (state, count) -> gauge.call(count, state.name().toLowerCase(Locale.ROOT))))
                .register(registry);
    }

    @PostConstruct
    void start() {
        JobFeed feed = new JobFeed(board);
        followers = List.of(
                EventFollower.start(kafka, Topics.TRAINING_REQUESTS, feed::request),
                EventFollower.start(kafka, Topics.TRAINING_EVENTS, feed::event),
                EventFollower.start(kafka, Topics.deadLetters(Topics.TRAINING_REQUESTS), feed::deadLetter));
    }

    @PreDestroy
    void stop() {
        followers.forEach(EventFollower::close);
    }

    @Produces
    @Singleton
    JobBoard board() {
        return board;
    }

    /** Whether everything that was said before this start has been heard. */
    boolean caughtUp() {
        return followers.stream().allMatch(EventFollower::caughtUp);
    }
}
