package dev.gantry.gateway.audit;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.audit.AuditedAccess;
import dev.gantry.contracts.audit.AuditedRequest;
import dev.gantry.contracts.audit.AuditedRequest.Outcome;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.Outbox;
import dev.gantry.platform.kafka.OutgoingMessage;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes audit events to their topic, through an {@link Outbox}. Refusals that repeat are told as one. */
@Singleton
public final class AuditLog implements AccessListener {
    private static final String EVENT_SOURCE = "/gantry/gateway";
    private static final String REQUEST = "dev.gantry.audit.request";
    private static final String ACCESS = "dev.gantry.audit.access";

    /** Minutes of a busy gateway, about 20 MB. */
    private static final int CAPACITY = 20_000;

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 1_000;

    /** Of addresses without a key anybody may have many; callers are known. */
    private static final int STRANGERS = 200;

    private static final int CALLERS = 2_000;

    private final Outbox outbox;
    private final Repeats strangers = new Repeats(INTERVAL, STRANGERS, System::nanoTime);
    private final Repeats callers = new Repeats(INTERVAL, CALLERS, System::nanoTime);

    AuditLog(MessageProducer producer, PrometheusRegistry registry, Vertx vertx) {
        Counter dropped = Counter.builder()
                .name("gantry_gateway_audit_dropped_events_total")
                .help("Audit events that were not written, since too many were waiting for Kafka or the gateway ended")
                .register(registry);
        outbox = Outbox.open("audit", CAPACITY, producer, dropped);
        GaugeWithCallback.builder()
                .name("gantry_gateway_audit_waiting_events")
                .help("Audit events that Kafka does not have yet")
                .callback(gauge -> gauge.call(outbox.waiting()))
                .register(registry);
        vertx.setPeriodic(LOOK_MILLIS, timer -> tellRepeats(Repeats::due));
    }

    void tell(AuditedRequest request) {
        if (request.outcome() == Outcome.REFUSED) {
            Repeats alike = request.caller().isPresent() ? callers : strangers;
            alike.first(request).ifPresent(this::write);
        } else {
            write(request);
        }
    }

    @Override
    public void tell(AuditedAccess access) {
        send(access.setting(), ACCESS, access.at(), access);
    }

    /** Writes what is waiting, for a while. */
    void close() {
        tellRepeats(Repeats::rest);
        outbox.close();
    }

    private void tellRepeats(Function<Repeats, List<AuditedRequest>> which) {
        Stream.of(strangers, callers)
                .flatMap(alike -> which.apply(alike).stream())
                .forEach(this::write);
    }

    private void write(AuditedRequest request) {
        Optional<String> whose = request.tenant().or(request::caller).or(request::address);
        send(whose.orElse(Repeats.SEVERAL), REQUEST, request.at(), request);
    }

    private void send(String key, String type, Instant at, Object data) {
        CloudEvent event = new CloudEvent(UUID.randomUUID().toString(), EVENT_SOURCE, type, at);
        outbox.send(new OutgoingMessage(Topics.AUDIT, key, event, data, Optional.empty()));
    }
}
