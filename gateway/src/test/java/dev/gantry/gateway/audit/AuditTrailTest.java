package dev.gantry.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.audit.AuditedRequest;
import dev.gantry.gateway.backends.Doors;
import dev.gantry.gateway.jobs.Eventually;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.TopicAdmin;
import dev.gantry.platform.kafka.TopicSpec;
import dev.gantry.testkit.EmbeddedKafka;
import dev.gantry.testkit.WithKafka;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests to a server that is followed. */
@WithKafka
@Timeout(120)
class AuditTrailTest {
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final PrometheusRegistry registry = new PrometheusRegistry();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void nobodyWaitsForABrokerThatIsAway() throws Exception {
        try (MessageProducer producer =
                MessageProducer.open(new KafkaConnection("127.0.0.1:1"), SEND_TIMEOUT, registry)) {
            AuditTrail trail = trail(producer);
            URI server = serve(trail, context -> context.response().end("done"));
            long started = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(client.send(request(server, SEND_TIMEOUT), HttpResponse.BodyHandlers.ofString())
                                .body())
                        .isEqualTo("done");
            }
            // One event that waited for the broker would have taken longer than all of them.
            assertThat(System.nanoTime() - started).isLessThan(SEND_TIMEOUT.toNanos());
            Eventually.holds(() -> waiting() == 100);
            trail.stop(new ShutdownEvent());
        }
    }

    @Test
    void requestsThatAreCutOffAndThoseThatStillRunAtTheEndAreTold(EmbeddedKafka kafka) throws Exception {
        KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers());
        try (TopicAdmin admin = TopicAdmin.connect(connection)) {
            admin.ensureTopics(TopicSpec.all());
        }
        List<AuditedRequest> told = new CopyOnWriteArrayList<>();
        try (MessageProducer producer = MessageProducer.open(connection, SEND_TIMEOUT, registry);
                EventFollower follower = EventFollower.start(
                        connection,
                        Topics.AUDIT,
                        record -> told.add(Json.read(record.value(), AuditedRequest.class)))) {
            List<RoutingContext> seen = new CopyOnWriteArrayList<>();
            AuditTrail trail = trail(producer);
            URI server = serve(trail, seen::add);

            assertThatThrownBy(() ->
                            client.send(request(server, Duration.ofSeconds(1)), HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(HttpTimeoutException.class);
            Eventually.holds(() -> told.size() == 1);
            assertThatThrownBy(() -> client.send(
                            request(server.resolve("?nobody"), Duration.ofSeconds(1)),
                            HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(HttpTimeoutException.class);
            Eventually.holds(() -> told.size() == 2);
            assertThat(told.remove(1).code()).contains("unfinished");
            seen.remove(1);
            var unused = client.sendAsync(request(server, SEND_TIMEOUT), HttpResponse.BodyHandlers.discarding());
            Eventually.holds(() -> seen.size() == 2);
            trail.stop(new ShutdownEvent());
            Eventually.holds(() -> told.size() == 2);
            assertThat(follower.caughtUp()).isTrue();
            assertThat(told).allSatisfy(request -> {
                assertThat(request.action()).isEqualTo("GET /");
                assertThat(request.outcome()).isEqualTo(AuditedRequest.Outcome.ALLOWED);
                assertThat(request.status()).isEmpty();
            });
        }
    }

    private AuditTrail trail(MessageProducer producer) {
        Clock clock = Clock.systemUTC();
        return new AuditTrail(new AuditLog(producer, registry, vertx), clock, new CurrentVertxRequest());
    }

    private URI serve(AuditTrail trail, Consumer<RoutingContext> answer) throws Exception {
        Router router = Router.router(vertx);
        router.get("/").handler(context -> {
            AuditNote note = trail.follow(context, new Asked("GET /", true, Map.of()));
            if (context.request().query() == null) {
                note.by("tester", Optional.empty());
            }
            answer.accept(context);
        });
        return URI.create("http://127.0.0.1:" + Doors.open(vertx, router) + "/");
    }

    private static HttpRequest request(URI server, Duration patience) {
        return HttpRequest.newBuilder(server).timeout(patience).build();
    }

    private double waiting() {
        return registry.scrape("gantry_gateway_audit_waiting_events"::equals).stream()
                .map(GaugeSnapshot.class::cast)
                .flatMap(gauge -> gauge.getDataPoints().stream())
                .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
                .sum();
    }
}
