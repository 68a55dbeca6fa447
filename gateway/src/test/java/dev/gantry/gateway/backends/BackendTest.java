package dev.gantry.gateway.backends;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.gantry.contracts.access.AccessDocument.Limits;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.auth.Caller;
import dev.gantry.gateway.jobs.Eventually;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.service.callers.Call;
import dev.gantry.service.callers.CallTokens;
import dev.gantry.service.callers.Reach;
import dev.gantry.service.callers.Target;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Label;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackendTest {
    private static final SpanContext TRACE = SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.builder().put("vendor", "1").build());

    private static final int MAX_BODY = 1 << 20;
    private static final Caller ACME = new Caller(
            "robot",
            Optional.of("acme"),
            Set.of(),
            Optional.empty(),
            new Reach(List.of("acme-"), List.of("s3://gantry/data/acme/")),
            Limits.NONE);

    private final Vertx vertx = Vertx.vertx();
    private final Histogram seconds = Histogram.builder()
            .name("test_seconds")
            .labelNames("backend", "status")
            .build();
    private volatile HttpHandler behaviour = HttpExchange::close;
    private Optional<SigningKey> signingKey = Optional.empty();
    private Caller caller = Caller.OPERATOR;
    private HttpServer service;
    private String gateway;

    @BeforeEach
    void start() throws Exception {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> behaviour.handle(exchange));
        service.start();
        gateway = gatewayTo(service.getAddress().getPort());
    }

    @AfterEach
    void stop() throws Exception {
        service.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void largeBodiesPassUnchangedBothWays() {
        byte[] picture = new byte[MAX_BODY];
        new Random(7).nextBytes(picture);
        behaviour = exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders()
                    .add("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"));
            exchange.getResponseHeaders().add("X-Path", exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(201, 0);
            exchange.getResponseBody().write(body);
            exchange.close();
        };

        byte[] answer = given().contentType("image/png")
                .body(picture)
                .post(gateway + "/v1/detections?model=clothes")
                .then()
                .statusCode(201)
                .contentType("image/png")
                .header("X-Path", "/v1/detections?model=clothes")
                .extract()
                .asByteArray();
        assertThat(answer).isEqualTo(picture);
    }

    @Test
    void lengthOfTheJsonBeforeBinaryTensorsPassesBothWays() {
        AtomicReference<String> asked = new AtomicReference<>();
        behaviour = exchange -> {
            asked.set(exchange.getRequestHeaders().getFirst("Inference-Header-Content-Length"));
            exchange.getResponseHeaders().add("Content-Type", "application/octet-stream");
            exchange.getResponseHeaders().add("Inference-Header-Content-Length", "2");
            exchange.sendResponseHeaders(200, 6);
            exchange.getResponseBody().write(new byte[] {'{', '}', 0, 0, (byte) 0x80, 0x3f});
            exchange.close();
        };

        byte[] answer = given().contentType("application/octet-stream")
                .header("Inference-Header-Content-Length", "3")
                .body(new byte[] {'{', ' ', '}', 0, 0, 0, 0})
                .post(gateway + "/v2/models/clothes/infer")
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .header("Inference-Header-Content-Length", "2")
                .extract()
                .asByteArray();
        assertThat(asked).hasValue("3");
        assertThat(answer).hasSize(6);
    }

    @Test
    void problemOfTheServiceReachesTheClientAsItIs() {
        behaviour = exchange -> {
            byte[] problem = Api.utf8("{\"code\":\"too-many-requests\",\"status\":429}");
            exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
            exchange.getResponseHeaders().add("Retry-After", "1");
            exchange.sendResponseHeaders(429, problem.length);
            exchange.getResponseBody().write(problem);
            exchange.close();
        };

        given().post(gateway + "/v1/models/clothes/samples")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("code", equalTo("too-many-requests"));
    }

    @Test
    void keyAndCookiesStayHere() {
        AtomicReference<com.sun.net.httpserver.Headers> seen = new AtomicReference<>();
        behaviour = exchange -> {
            seen.set(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        };

        given().header("Authorization", "Bearer secret")
                .header("X-API-Key", "secret")
                .header("Cookie", "a=b")
                .post(gateway + "/v1/detections")
                .then()
                .statusCode(204);
        assertThat(seen.get())
                .doesNotContainKeys("Authorization", "X-api-key", "Cookie")
                .containsEntry("Traceparent", List.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                .containsEntry("Tracestate", List.of("vendor=1"));
    }

    @Test
    void serviceThatIsAwayIsABadGateway() throws Exception {
        given().post(gatewayTo(closedPort()) + "/v1/detections")
                .then()
                .statusCode(502)
                .contentType("application/problem+json")
                .body("code", equalTo("backend-unavailable"))
                .body("detail", containsString("detector"));
    }

    @Test
    void serviceThatBreaksOffBeforeItAnswersIsABadGateway() {
        behaviour = exchange -> {
            throw new IOException("broken on purpose");
        };
        given().post(gateway + "/v1/detections").then().statusCode(502);
    }

    @Test
    void silentServiceIsAGatewayTimeout() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        behaviour = exchange -> awaitQuietly(end);
        String impatient = gatewayTo(service.getAddress().getPort(), Duration.ofMillis(200));
        try {
            given().post(impatient + "/v1/detections").then().statusCode(504).body("code", equalTo("backend-timeout"));
        } finally {
            end.countDown();
        }
    }

    @Test
    void errorsBelowV2HaveTheProtocolsForm() throws Exception {
        given().get(gatewayTo(closedPort()) + "/v2/health/ready")
                .then()
                .statusCode(502)
                .contentType("application/json")
                .body("error", containsString("detector"));
    }

    @Test
    void bodyOfUnknownLengthIsStoppedAtTheLimit() throws Exception {
        behaviour = exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        };
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + "/v1/detections"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[2 * MAX_BODY])))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("too-large");
    }

    @Test
    void answerThatBreaksOffDoesNotLookWhole() {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            throw new IOException("broken on purpose");
        };
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + "/v1/detections"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void requestCarriesASignedTokenOfItsCaller() throws Exception {
        SigningKey key = SigningKey.generate();
        gateway = gatewaySigningBy(key);
        caller = ACME;
        AtomicReference<String> token = new AtomicReference<>();
        behaviour = exchange -> {
            token.set(exchange.getRequestHeaders().getFirst(Call.HEADER));
            exchange.getResponseHeaders().add(Call.TENANT_HEADER, "acme");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        };

        given().header(Call.HEADER, "a client's own")
                .post(gateway + "/v1/detections?model=acme-hats")
                .then()
                .statusCode(200);
        assertThat(CallTokens.verify(
                        key.trusted(),
                        Objects.requireNonNull(token.get()),
                        new Target("detector", "POST", "/v1/detections"),
                        Instant.now()))
                .isEqualTo(new Call("robot", Optional.of("acme"), ACME.reach()));
    }

    @Test
    void withoutAKeyToSignByNothingOfATenantsIsPassedOn() {
        caller = ACME;
        behaviour = exchange -> {
            throw new AssertionError("the service was asked");
        };

        given().post(gateway + "/v1/detections")
                .then()
                .statusCode(403)
                .body("detail", containsString("gantry.gateway.caller-key"));
    }

    @Test
    void answerThatWasNotHeldToTheTenantIsNotPassedOn() throws Exception {
        gateway = gatewaySigningBy(SigningKey.generate());
        caller = ACME;
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(Api.utf8("everybody's"));
            exchange.close();
        };

        String answer = given().post(gateway + "/v1/detections")
                .then()
                .statusCode(502)
                .extract()
                .asString();
        assertThat(answer).doesNotContain("everybody's");
    }

    @Test
    void refusedTokenIsNoConcernOfTheClients() {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        };

        given().post(gateway + "/v1/detections").then().statusCode(502);
    }

    @Test
    void everyAnswerIsMeasuredByItsStatus() throws Exception {
        given().post(gatewayTo(closedPort()) + "/v1/detections").then().statusCode(502);
        Eventually.holds(() -> seconds.collect().getDataPoints().stream()
                .map(point -> point.getLabels().stream().map(Label::getValue).toList())
                .anyMatch(List.of("detector", "502")::equals));
    }

    private String gatewaySigningBy(SigningKey key) throws Exception {
        signingKey = Optional.of(key);
        return gatewayTo(service.getAddress().getPort());
    }

    private String gatewayTo(int port) throws Exception {
        return gatewayTo(port, Duration.ofSeconds(30));
    }

    private String gatewayTo(int port, Duration silence) throws Exception {
        Backend backend = new Backend(
                "detector",
                new Backend.Peer("detector", URI.create("http://127.0.0.1:" + port)),
                vertx.createHttpClient(),
                new CallSigner(signingKey.map(key -> () -> key), Clock.systemUTC()),
                new Backend.Limits(Duration.ofSeconds(5), silence, MAX_BODY),
                seconds,
                OpenTelemetry.noop().getTracer("test"));
        int own = Doors.open(vertx, () -> caller, context -> Context.root()
                .with(Span.wrap(TRACE))
                .wrap(() -> backend.forward(context))
                .run());
        return "http://127.0.0.1:" + own;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitQuietly(CountDownLatch end) throws IOException {
        try {
            assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
