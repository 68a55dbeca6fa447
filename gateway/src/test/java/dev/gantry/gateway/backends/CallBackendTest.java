package dev.gantry.gateway.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.contracts.access.AccessDocument.Limits;
import dev.gantry.gateway.auth.Caller;
import dev.gantry.gateway.jobs.Eventually;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.service.callers.Call;
import dev.gantry.service.callers.CallTokens;
import dev.gantry.service.callers.Reach;
import dev.gantry.service.callers.Target;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.api.OpenTelemetry;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Label;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of gRPC by a real client to a real server, with the backend between them. */
class CallBackendTest {
    private static final int MAX_BODY = 1 << 20;
    private static final Caller ACME = new Caller(
            "robot",
            Optional.of("acme"),
            Set.of(),
            Optional.empty(),
            new Reach(List.of("acme-"), List.of()),
            Limits.NONE);

    private final Vertx vertx = Vertx.vertx();
    private final Histogram seconds = Histogram.builder()
            .name("test_seconds")
            .labelNames("backend", "status")
            .build();
    private final AtomicReference<Metadata> seen = new AtomicReference<>();
    private volatile ServerCallHandler<byte[], byte[]> behaviour = ByteCalls.echo(seen);
    private Optional<SigningKey> signingKey = Optional.empty();
    private Caller caller = Caller.OPERATOR;
    private Server service;
    private ManagedChannel gateway;

    @BeforeEach
    void start() throws Exception {
        service = ByteCalls.serve((call, headers) -> behaviour.startCall(call, headers));
        gateway = gatewayTo(service.getPort());
    }

    @AfterEach
    void stop() throws Exception {
        gateway.shutdownNow();
        service.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void largeMessagesPassUnchangedBothWays() {
        byte[] message = new byte[MAX_BODY - 5];
        new Random(7).nextBytes(message);
        assertThat(ByteCalls.call(gateway, patient(), message)).isEqualTo(message);
        assertThat(ByteCalls.call(gateway, patient(), new byte[0])).isEmpty();
    }

    @Test
    void statusOfTheServiceReachesTheClientAsItIs() throws Exception {
        Status status = Status.NOT_FOUND.withDescription("no model is named größer");
        behaviour = (call, headers) -> {
            call.close(status, new Metadata());
            return new ServerCall.Listener<>() {};
        };
        for (int i = 0; i < 20; i++) {
            Status told = failure(gateway, patient(), new byte[10]);
            assertThat(told.getCode()).as("%s", told).isEqualTo(Status.Code.NOT_FOUND);
            assertThat(told.getDescription()).isEqualTo("no model is named größer");
        }
        Eventually.holds(() -> seconds.collect().getDataPoints().stream()
                .map(point -> point.getLabels().stream().map(Label::getValue).toList())
                .anyMatch(List.of("inference-grpc", "5")::equals));
    }

    @Test
    void statusAfterAMessageReachesTheClientToo() {
        behaviour = (call, headers) -> {
            call.request(2);
            call.sendHeaders(new Metadata());
            call.sendMessage(new byte[10]);
            call.close(Status.INTERNAL.withDescription("broken on purpose"), new Metadata());
            return new ServerCall.Listener<>() {};
        };
        Status told = failure(gateway, patient(), new byte[10]);
        assertThat(told.getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(told.getDescription()).isEqualTo("broken on purpose");
    }

    @Test
    void keysStayHereAndTheDeadlineGoesOn() {
        Metadata headers = new Metadata();
        for (String secret : List.of("authorization", "x-api-key", "cookie")) {
            headers.put(Metadata.Key.of(secret, Metadata.ASCII_STRING_MARSHALLER), "secret");
        }
        ByteCalls.call(
                ClientInterceptors.intercept(gateway, MetadataUtils.newAttachHeadersInterceptor(headers)),
                patient(),
                new byte[1]);
        assertThat(Objects.requireNonNull(seen.get()).keys())
                .doesNotContain("authorization", "x-api-key", "cookie")
                .contains("grpc-timeout");
    }

    @Test
    void cancelledCallIsCancelledAtTheService() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        behaviour = (call, headers) -> {
            call.request(1);
            begun.countDown();
            return new ServerCall.Listener<>() {
                @Override
                public void onCancel() {
                    cancelled.countDown();
                }
            };
        };
        Future<byte[]> answer = ByteCalls.begin(gateway, patient(), new byte[10]);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        answer.cancel(true);
        assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void messageThatIsTooLongIsRefused() {
        Status told = failure(gateway, patient(), new byte[2 * MAX_BODY]);
        assertThat(told.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(told.getDescription()).isEqualTo("the body has more than the accepted 1048576 bytes");
    }

    @Test
    void serviceThatIsAwayIsUnavailable() throws Exception {
        int port = service.getPort();
        service.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        ManagedChannel alone = gatewayTo(port);
        try {
            Status told = failure(alone, patient(), new byte[10]);
            assertThat(told.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(told.getDescription()).isEqualTo("the inference-grpc service is away or broke off its answer");
        } finally {
            alone.shutdownNow();
        }
    }

    @Test
    void callCarriesATokenForTheService() throws Exception {
        SigningKey key = SigningKey.generate();
        actFor(ACME, key);
        behaviour = toldTenant("acme");

        assertThat(ByteCalls.call(gateway, patient(), new byte[] {1})).containsExactly(1);
        assertThat(CallTokens.verify(
                        key.trusted(),
                        Objects.requireNonNull(seen.get())
                                .get(Metadata.Key.of(Call.HEADER, Metadata.ASCII_STRING_MARSHALLER)),
                        new Target("inference", "POST", "/inference.GRPCInferenceService/ModelInfer"),
                        Instant.now()))
                .isEqualTo(new Call("robot", Optional.of("acme"), ACME.reach()));
    }

    @Test
    void answersThatWereNotHeldToTheTenantAreNotPassedOnAndLeaveTheConnectionAsItIs() throws Exception {
        actFor(ACME, SigningKey.generate());
        for (int i = 0; i < 20; i++) {
            behaviour = i % 2 == 0 ? ByteCalls.echo(seen) : toldTenant("umbrella");
            Status told = failure(gateway, patient(), new byte[10]);
            assertThat(told.getCode()).as("%s", told).isEqualTo(Status.Code.UNAVAILABLE);
        }
        behaviour = toldTenant("acme");
        assertThat(ByteCalls.call(gateway, patient(), new byte[] {1})).containsExactly(1);
    }

    @Test
    void refusedTokenIsNoConcernOfTheClients() {
        behaviour = (call, headers) -> {
            call.close(Status.UNAUTHENTICATED.withDescription("the token is no good"), new Metadata());
            return new ServerCall.Listener<>() {};
        };
        Status told = failure(gateway, patient(), new byte[10]);
        assertThat(told.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(told.getDescription()).doesNotContain("token");
    }

    private static CallOptions patient() {
        return CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    private void actFor(Caller tenant, SigningKey key) throws Exception {
        gateway.shutdownNow();
        caller = tenant;
        signingKey = Optional.of(key);
        gateway = gatewayTo(service.getPort());
    }

    private ServerCallHandler<byte[], byte[]> toldTenant(String tenant) {
        return (call, headers) -> ByteCalls.echo(seen)
                .startCall(
                        new SimpleForwardingServerCall<>(call) {
                            @Override
                            public void sendHeaders(Metadata answer) {
                                answer.put(
                                        Metadata.Key.of(Call.TENANT_HEADER, Metadata.ASCII_STRING_MARSHALLER), tenant);
                                super.sendHeaders(answer);
                            }
                        },
                        headers);
    }

    private static Status failure(ManagedChannel channel, CallOptions options, byte[] message) {
        StatusRuntimeException thrown =
                catchThrowableOfType(StatusRuntimeException.class, () -> ByteCalls.call(channel, options, message));
        return thrown.getStatus();
    }

    private ManagedChannel gatewayTo(int port) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + port);
        Backend backend = new Backend(
                "inference-grpc",
                new Backend.Peer("inference", url),
                vertx.createHttpClient(BackendRoutes.callOptions(url)),
                new CallSigner(signingKey.map(key -> () -> key), Clock.systemUTC()),
                new Backend.Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), MAX_BODY),
                seconds,
                OpenTelemetry.noop().getTracer("test"));
        return NettyChannelBuilder.forAddress("127.0.0.1", Doors.open(vertx, () -> caller, backend::forward))
                .usePlaintext()
                .maxInboundMessageSize(4 * MAX_BODY)
                .build();
    }
}
