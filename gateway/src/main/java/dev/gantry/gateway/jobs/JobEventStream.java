package dev.gantry.gateway.jobs;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.gateway.GatewayConfig;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;

/** A job's events as server-sent events: what was told after a given event, then what is told, until the job ends. */
@Startup
@Singleton
final class JobEventStream {
    /** Events that a slow reader may be behind before its stream is cut; it can go on from the last one it has seen. */
    private static final int MAX_BEHIND = 4 * JobLog.MAX_EVENTS;

    private final JobBoard board;
    private final Vertx vertx;
    private final Sse sse;
    private final long heartbeatMillis;
    private final Gauge connections;

    JobEventStream(JobBoard board, Vertx vertx, Sse sse, GatewayConfig config, PrometheusRegistry registry) {
        this.board = board;
        this.vertx = vertx;
        this.sse = sse;
        this.heartbeatMillis = config.heartbeat().toMillis();
        this.connections = Gauge.builder()
                .name("gantry_gateway_event_streams")
                .help("Open streams of job events")
                .register(registry);
    }

    /** @param after the last event that the reader has seen */
    Multi<OutboundSseEvent> follow(String jobId, long after) {
        return Multi.createFrom().emitter(emitter -> stream(emitter, jobId, after), MAX_BEHIND);
    }

    private void stream(MultiEmitter<? super OutboundSseEvent> emitter, String jobId, long after) {
        connections.inc();
        // The first comment opens the stream, so that the reader knows that it stands.
        emitter.emit(comment("following " + jobId));
        long heartbeat = vertx.setPeriodic(heartbeatMillis, beat -> emitter.emit(comment("alive")));
        Runnable unsubscribe =
                board.subscribe(jobId, after, event -> tell(emitter, event)).orElseGet(() -> emitter::complete);
        emitter.onTermination(() -> {
            vertx.cancelTimer(heartbeat);
            unsubscribe.run();
            connections.dec();
        });
    }

    private void tell(MultiEmitter<? super OutboundSseEvent> emitter, NumberedEvent event) {
        emitter.emit(message(event));
        if (event.event().terminal()) {
            emitter.complete();
        }
    }

    private OutboundSseEvent message(NumberedEvent numbered) {
        TrainingEvent event = numbered.event();
        return sse.newEventBuilder()
                .id(String.valueOf(numbered.number()))
                .name(event.cloudEventType().substring(event.cloudEventType().lastIndexOf('.') + 1))
                .data(new String(Json.bytes(event), StandardCharsets.UTF_8))
                .build();
    }

    private OutboundSseEvent comment(String text) {
        return sse.newEventBuilder().comment(text).build();
    }
}
