package dev.gantry.inference.protocol.grpc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.containsString;

import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.inference.TestPlatform;
import dev.gantry.inference.TokensVerified;
import dev.gantry.inference.protocol.proto.GRPCInferenceServiceGrpc;
import dev.gantry.inference.protocol.proto.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import dev.gantry.inference.protocol.proto.ModelInferRequest;
import dev.gantry.inference.protocol.proto.ModelMetadataRequest;
import dev.gantry.inference.protocol.proto.ModelReadyRequest;
import dev.gantry.inference.protocol.proto.RepositoryIndexRequest;
import dev.gantry.inference.protocol.proto.RepositoryIndexResponse.ModelIndex;
import dev.gantry.inference.protocol.proto.RepositoryModelLoadRequest;
import dev.gantry.inference.protocol.proto.RepositoryModelUnloadRequest;
import dev.gantry.inference.protocol.proto.ServerLiveRequest;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.service.callers.Call;
import dev.gantry.service.callers.CallTokens;
import dev.gantry.service.callers.Reach;
import dev.gantry.service.callers.Target;
import dev.gantry.service.http.GrpcPaths;
import dev.gantry.serving.testing.TinyGenerator;
import dev.gantry.testkit.SpanReceiver;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gateway's token lets a tenant see over gRPC. */
@QuarkusTest
@TestProfile(TokensVerified.Always.class)
class TenantCallsTest {
    private static final Call ACME =
            new Call("acme-robot", Optional.of("acme"), new Reach(List.of("acme-"), List.of()));
    private static final Call OPERATOR = new Call("operator", Optional.empty(), Reach.EVERYTHING);
    private static final Metadata.Key<String> TOKEN = Metadata.Key.of(Call.HEADER, Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> TENANT =
            Metadata.Key.of(Call.TENANT_HEADER, Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> IMAGES =
            Metadata.Key.of(Call.IMAGES_HEADER, Metadata.ASCII_STRING_MARSHALLER);
    private static final TinyGenerator GENERATOR = new TinyGenerator(0.3f, 0.1f);

    @Inject
    TestPlatform platform;

    @Inject
    SigningKey key;

    private final AtomicReference<Metadata> headers = new AtomicReference<>();
    private final AtomicReference<Metadata> trailers = new AtomicReference<>();
    private @Nullable SpanReceiver collector;
    private ManagedChannel channel;

    @BeforeEach
    void connect() {
        channel = ServiceChannel.open();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
    }

    @Test
    void tenantUsesItsOwnModelsAndTheAnswerSaysWhose() throws InterruptedException {
        serve("acme-hats");

        assertThat(as(ACME, "ModelInfer").modelInfer(infer("acme-hats")).getModelName())
                .isEqualTo("acme-hats");
        assertThat(tenant(headers)).contains("acme");
        assertThat(Objects.requireNonNull(trailers.get()).get(IMAGES)).isEqualTo("2");
        as(ACME, "ModelMetadata")
                .modelMetadata(
                        ModelMetadataRequest.newBuilder().setName("acme-hats").build());
        as(OPERATOR, "ModelInfer").modelInfer(infer("acme-hats"));
        assertThat(tenant(headers)).isEmpty();
    }

    @Test
    void modelsOfOthersAreUnknownWhateverIsAskedOfThemAndTheAnswerSaysWhose() throws InterruptedException {
        serve("umbrella-hats");

        unknown("ModelInfer", stub -> stub.modelInfer(infer("umbrella-hats")));
        unknown(
                "ModelReady",
                stub -> stub.modelReady(
                        ModelReadyRequest.newBuilder().setName("umbrella-hats").build()));
        unknown(
                "ModelMetadata",
                stub -> stub.modelMetadata(ModelMetadataRequest.newBuilder()
                        .setName("umbrella-hats")
                        .build()));
        unknown(
                "RepositoryModelLoad",
                stub -> stub.repositoryModelLoad(RepositoryModelLoadRequest.newBuilder()
                        .setModelName("umbrella-hats")
                        .build()));
        unknown(
                "RepositoryModelUnload",
                stub -> stub.repositoryModelUnload(RepositoryModelUnloadRequest.newBuilder()
                        .setModelName("umbrella-hats")
                        .build()));
    }

    @Test
    void modelsOfOthersAreLeftOutOfTheIndex() throws InterruptedException {
        serve("acme-coats");
        serve("umbrella-coats");

        assertThat(index(ACME)).contains("acme-coats").allMatch(name -> name.startsWith("acme-"));
        assertThat(index(OPERATOR)).contains("acme-coats", "umbrella-coats");
    }

    @Test
    void callOfAGatewayIsASpanBelowTheGatewaysOwn() throws Exception {
        SpanReceiver spans = Objects.requireNonNull(collector);
        Metadata trace = new Metadata();
        trace.put(
                Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        ClientInterceptor traced = MetadataUtils.newAttachHeadersInterceptor(trace);
        as(OPERATOR, "ServerLive").withInterceptors(traced).serverLive(ServerLiveRequest.getDefaultInstance());
        refused(as(ACME, "ServerReady").withInterceptors(traced), "is of another request");

        for (Status.Code code : List.of(Status.Code.OK, Status.Code.UNAUTHENTICATED)) {
            SpanReceiver.Received span = spans.await(received -> received.parent()
                            .equals("b7ad6b7169203331")
                    && String.valueOf(code.value()).equals(received.attributes().get("rpc.grpc.status_code")));
            assertThat(span.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(span.service()).isEqualTo("inference");
            assertThat(span.kind()).isEqualTo("SERVER");
            assertThat(span.name()).isEqualTo("inference.GRPCInferenceService/ServerLive");
            assertThat(span.failed()).isFalse();
        }
    }

    @Test
    void withoutATokenOnlyHealthIsTold() {
        refused(GRPCInferenceServiceGrpc.newBlockingStub(channel), "the header Gantry-Call is missing");
        assertThat(HealthGrpc.newBlockingStub(channel)
                        .check(HealthCheckRequest.newBuilder()
                                .setService("inference.GRPCInferenceService")
                                .build())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING);
        given().get("/metrics").then().body(containsString("gantry_callers_refused_requests_total"));
        given().get("/metrics")
                .then()
                .body(containsString(
                        "method=\"inference.GRPCInferenceService/ServerLive\",status=\"UNAUTHENTICATED\""));
    }

    @Test
    void tokenOfAnotherKeyOrCallIsRefused() {
        refused(as(ACME, "ServerReady"), "is of another request");
        refused(with(sign(SigningKey.generate(), ACME, "ServerLive")), "is not by a trusted key for this service");
    }

    private static void refused(GRPCInferenceServiceBlockingStub stub, String why) {
        Status status = failure(() -> stub.serverLive(ServerLiveRequest.getDefaultInstance()));
        assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(status.getDescription()).contains(why);
    }

    private void unknown(String method, Consumer<GRPCInferenceServiceBlockingStub> call) {
        Status status = failure(() -> {
            call.accept(as(ACME, method));
            return "answered";
        });
        assertThat(status.getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(status.getDescription()).isEqualTo("no model umbrella-hats is known");
        assertThat(tenant(trailers)).contains("acme");
    }

    private static Optional<String> tenant(AtomicReference<Metadata> told) {
        return Optional.ofNullable(told.get()).flatMap(metadata -> Optional.ofNullable(metadata.get(TENANT)));
    }

    private static Status failure(Supplier<?> call) {
        return catchThrowableOfType(StatusRuntimeException.class, call::get).getStatus();
    }

    private List<String> index(Call caller) {
        return as(caller, "RepositoryIndex")
                .repositoryIndex(RepositoryIndexRequest.getDefaultInstance())
                .getModelsList()
                .stream()
                .map(ModelIndex::getName)
                .toList();
    }

    /** Over HTTP nothing is told here without a token either. */
    private void serve(String model) throws InterruptedException {
        platform.publish(model, GENERATOR);
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (!live(model)) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    private boolean live(String model) {
        try {
            return as(OPERATOR, "ModelReady")
                    .modelReady(ModelReadyRequest.newBuilder().setName(model).build())
                    .getReady();
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
            return false;
        }
    }

    private GRPCInferenceServiceBlockingStub as(Call caller, String method) {
        return with(sign(key, caller, method));
    }

    private GRPCInferenceServiceBlockingStub with(String token) {
        Metadata metadata = new Metadata();
        metadata.put(TOKEN, token);
        return GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .withInterceptors(
                        MetadataUtils.newAttachHeadersInterceptor(metadata),
                        MetadataUtils.newCaptureMetadataInterceptor(headers, trailers));
    }

    private static String sign(SigningKey by, Call caller, String method) {
        Target target = new Target("inference", "POST", GrpcPaths.INFERENCE + method);
        return CallTokens.sign(by, caller, target, Instant.now());
    }

    private static ModelInferRequest infer(String model) {
        return ModelInferRequest.newBuilder()
                .setModelName(model)
                .addInputs(ModelInferRequest.InferInputTensor.newBuilder()
                        .setName("z")
                        .setDatatype("FP32")
                        .addAllShape(List.of(2L, 8L)))
                .addRawInputContents(TensorBytes.write(LatentSampler.draw(5, 0, 2, 8)))
                .build();
    }
}
