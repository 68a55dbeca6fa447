package dev.gantry.inference.protocol.grpc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;

import com.google.protobuf.ByteString;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.inference.ServingProfile;
import dev.gantry.inference.TestPlatform;
import dev.gantry.inference.protocol.proto.GRPCInferenceServiceGrpc;
import dev.gantry.inference.protocol.proto.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import dev.gantry.inference.protocol.proto.InferParameter;
import dev.gantry.inference.protocol.proto.ModelInferRequest;
import dev.gantry.inference.protocol.proto.ModelInferResponse;
import dev.gantry.inference.protocol.proto.ModelMetadataRequest;
import dev.gantry.inference.protocol.proto.ModelMetadataResponse;
import dev.gantry.inference.protocol.proto.ModelReadyRequest;
import dev.gantry.inference.protocol.proto.RepositoryIndexRequest;
import dev.gantry.inference.protocol.proto.RepositoryIndexResponse.ModelIndex;
import dev.gantry.inference.protocol.proto.RepositoryModelLoadRequest;
import dev.gantry.inference.protocol.proto.RepositoryModelUnloadRequest;
import dev.gantry.inference.protocol.proto.ServerLiveRequest;
import dev.gantry.inference.protocol.proto.ServerMetadataRequest;
import dev.gantry.inference.protocol.proto.ServerMetadataResponse;
import dev.gantry.inference.protocol.proto.ServerReadyRequest;
import dev.gantry.serving.testing.TinyGenerator;
import dev.gantry.testkit.LogLines;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ServingProfile.class)
class GrpcProtocolTest {
    private static final String MODEL = "protocol-grpc";
    private static final TinyGenerator GENERATOR = new TinyGenerator(0.3f, 0.1f);

    @Inject
    TestPlatform platform;

    private ManagedChannel channel;
    private GRPCInferenceServiceBlockingStub service;

    @BeforeEach
    void connect() {
        channel = ServiceChannel.open();
        service = GRPCInferenceServiceGrpc.newBlockingStub(channel);
    }

    @BeforeEach
    void serve() {
        if (given().get("/v1/models/" + MODEL).statusCode() != 200) {
            platform.serve(MODEL, GENERATOR);
        }
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
    }

    @Test
    void serverTellsItsNameAndHealth() {
        assertThat(service.serverLive(ServerLiveRequest.getDefaultInstance()).getLive())
                .isTrue();
        assertThat(service.serverReady(ServerReadyRequest.getDefaultInstance()).getReady())
                .isTrue();
        ServerMetadataResponse server = service.serverMetadata(ServerMetadataRequest.getDefaultInstance());
        assertThat(server.getName()).isEqualTo("gantry-inference");
        assertThat(server.getVersion()).isNotEmpty();
        assertThat(server.getExtensionsList())
                .containsExactly("binary_tensor_data", "model_repository", "schedule_policy");
    }

    @Test
    void standardHealthServiceAnswersAndReflectionDoesNot() {
        assertThat(HealthGrpc.newBlockingStub(channel)
                        .check(HealthCheckRequest.newBuilder()
                                .setService("inference.GRPCInferenceService")
                                .build())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING);
        assertThatThrownBy(() -> ByteCalls.call(
                        channel, "grpc.reflection.v1.ServerReflection/ServerReflectionInfo", new byte[0]))
                .satisfies(thrown ->
                        assertThat(Status.fromThrowable(thrown).getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1"})
    void modelTellsItsTensors(String version) {
        ModelMetadataResponse model = service.modelMetadata(ModelMetadataRequest.newBuilder()
                .setName(MODEL)
                .setVersion(version)
                .build());
        assertThat(model.getName()).isEqualTo(MODEL);
        assertThat(model.getVersionsList()).containsExactly("1");
        assertThat(model.getPlatform()).isEqualTo("onnxruntime_onnx");
        assertThat(model.getInputs(0).getName()).isEqualTo("z");
        assertThat(model.getInputs(0).getDatatype()).isEqualTo("FP32");
        assertThat(model.getInputs(0).getShapeList()).containsExactly(-1L, 8L);
        assertThat(model.getOutputs(0).getName()).isEqualTo("image");
        assertThat(model.getOutputs(0).getShapeList()).containsExactly(-1L, 1L, 4L, 4L);
        assertThat(ready(MODEL, version)).isTrue();
    }

    @Test
    void lookingAtAVersionDoesNotLoadIt() {
        String model = "looked-at-by-grpc";
        platform.models().publish(model, GENERATOR);
        platform.serve(model, GENERATOR);

        assertThat(ready(model, "1")).isFalse();
        ModelMetadataResponse metadata = service.modelMetadata(
                ModelMetadataRequest.newBuilder().setName(model).setVersion("1").build());
        assertThat(metadata.getVersionsList()).containsExactly("2");
        assertThat(metadata.getInputs(0).getName()).isEqualTo("z");
        assertThat(ready(model, "1")).isFalse();
        assertThatThrownBy(() -> ready(model, "9"))
                .satisfies(thrown ->
                        assertThat(Status.fromThrowable(thrown).getCode()).isEqualTo(Status.Code.NOT_FOUND));
    }

    private boolean ready(String model, String version) {
        return service.modelReady(ModelReadyRequest.newBuilder()
                        .setName(model)
                        .setVersion(version)
                        .build())
                .getReady();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1"})
    void tensorsTravelAsBytesBothWays(String version) {
        ModelInferResponse answer = service.modelInfer(raw().setModelVersion(version)
                .setId("42")
                .addOutputs(ModelInferRequest.InferRequestedOutputTensor.newBuilder()
                        .setName("image"))
                .build());
        assertThat(answer.getModelName()).isEqualTo(MODEL);
        assertThat(answer.getModelVersion()).isEqualTo("1");
        assertThat(answer.getId()).isEqualTo("42");
        assertThat(answer.getOutputsCount()).isEqualTo(1);
        assertThat(answer.getOutputs(0).getName()).isEqualTo("image");
        assertThat(answer.getOutputs(0).getDatatype()).isEqualTo("FP32");
        assertThat(answer.getOutputs(0).getShapeList()).containsExactly(2L, 1L, 4L, 4L);
        assertThat(answer.getOutputs(0).hasContents()).isFalse();
        assertThat(TensorBytes.read("image", answer.getRawOutputContents(0)))
                .containsExactly(GENERATOR.samples(5, 2), within(1e-5f));
    }

    @Test
    void tensorsTravelAsNumbersBothWays() {
        ModelInferResponse answer = service.modelInfer(typed().build());
        assertThat(answer.getRawOutputContentsList()).isEmpty();
        assertThat(TensorBytes.numbers(answer.getOutputs(0).getContents()))
                .containsExactly(GENERATOR.samples(5, 2), within(1e-5f));
    }

    @Test
    void requestIsGivenUpWhenItsOwnTimeIsUp() {
        assertFails(
                        typed().putParameters(
                                        "timeout",
                                        InferParameter.newBuilder()
                                                .setInt64Param(1)
                                                .build())
                                .build(),
                        Status.Code.DEADLINE_EXCEEDED)
                .endsWith("had too much to do to answer in time");
    }

    @Test
    void faultIsNamedAsOverRest() {
        assertFails(typed().setModelName("nobody").build(), Status.Code.NOT_FOUND)
                .isEqualTo("no model is named nobody");
        assertFails(typed().setModelVersion("9").build(), Status.Code.NOT_FOUND)
                .isEqualTo("version 9 of " + MODEL + " does not exist");
        assertFails(typed().setModelVersion("one").build(), Status.Code.NOT_FOUND)
                .isEqualTo("versions are whole numbers from 1: there is no one");
        assertFails(raw().clearInputs().clearRawInputContents().build(), Status.Code.INVALID_ARGUMENT)
                .isEqualTo("inputs.z is (absent): it is required");
        assertFails(
                        infer(List.of(51L, 8L))
                                .addRawInputContents(TensorBytes.write(new float[51 * 8]))
                                .build(),
                        Status.Code.RESOURCE_EXHAUSTED)
                .isEqualTo("the batch has 51 samples: at most 50 are accepted");
    }

    @Test
    void messageThatIsTooLongIsRefused() {
        assertFails(
                        infer(List.of(1L, 8L))
                                .addRawInputContents(ByteString.copyFrom(new byte[20 << 20]))
                                .build(),
                        Status.Code.RESOURCE_EXHAUSTED)
                .contains("exceeds maximum size 20971520");
    }

    @Test
    void messageThatGrowsTooLongWhenItIsUnpackedIsRefusedToo() {
        ModelInferRequest bomb = infer(List.of(1L, 8L))
                .addRawInputContents(ByteString.copyFrom(new byte[30 << 20]))
                .build();
        assertThatThrownBy(() -> service.withCompression("gzip").modelInfer(bomb))
                .satisfies(thrown ->
                        assertThat(Status.fromThrowable(thrown).getCode()).isEqualTo(Status.Code.UNKNOWN));
    }

    @Test
    void whatIsNoMessageIsRefused() {
        assertThatThrownBy(() ->
                        ByteCalls.call(channel, "inference.GRPCInferenceService/ModelInfer", new byte[] {10, 100, 1}))
                .satisfies(thrown ->
                        assertThat(Status.fromThrowable(thrown).getCode()).isEqualTo(Status.Code.UNKNOWN));
    }

    @Test
    void modelIsUnloadedAndLoadedAgain() {
        String model = "repository-grpc";
        platform.serve(model, GENERATOR);
        assertThat(states(model, false)).containsExactly("READY");
        service.repositoryModelUnload(
                RepositoryModelUnloadRequest.newBuilder().setModelName(model).build());
        platform.await(model, status -> "unloaded".equals(status.get("state")));
        assertThat(states(model, false)).containsExactly("UNAVAILABLE");
        assertThat(states(model, true)).isEmpty();
        service.repositoryModelLoad(
                RepositoryModelLoadRequest.newBuilder().setModelName(model).build());
        assertThat(states(model, true)).containsExactly("READY");
        assertThatThrownBy(() -> service.repositoryIndex(RepositoryIndexRequest.newBuilder()
                        .setRepositoryName("other")
                        .build()))
                .hasMessage(
                        "INVALID_ARGUMENT: repository_name is other: must be empty: there is one repository, without"
                                + " a name");
    }

    @Test
    void whatIsLoggedOfACallNamesItsTraceAndOnlyThat() throws Exception {
        ModelInferRequest late = typed().putParameters(
                        "timeout", InferParameter.newBuilder().setInt64Param(1).build())
                .build();
        Metadata metadata = new Metadata();
        metadata.put(
                Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        try (LogLines lines = LogLines.of(FailureStatus.class)) {
            assertThatThrownBy(() -> service.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
                            .modelInfer(late))
                    .hasMessageStartingWith("DEADLINE_EXCEEDED");
            assertThat(lines.next("event=request-failed")).isEqualTo(" traceId=0af7651916cd43dd8448eb211c80319c");
            assertFails(late, Status.Code.DEADLINE_EXCEEDED);
            assertThat(lines.next("event=request-failed")).isEmpty();
        }
    }

    @Test
    void callsAreMeasuredByMethodAndStatus() {
        service.modelInfer(raw().build());
        assertFails(raw().setModelName("nobody").build(), Status.Code.NOT_FOUND);
        for (String status : List.of("OK", "NOT_FOUND")) {
            given().get("/metrics")
                    .then()
                    .statusCode(200)
                    .body(containsString(
                            "gantry_grpc_request_duration_seconds_count{method=\"inference.GRPCInferenceService"
                                    + "/ModelInfer\",status=\"" + status + "\"}"));
        }
    }

    private List<String> states(String model, boolean readyOnly) {
        return service
                .repositoryIndex(
                        RepositoryIndexRequest.newBuilder().setReady(readyOnly).build())
                .getModelsList()
                .stream()
                .filter(entry -> entry.getName().equals(model))
                .map(ModelIndex::getState)
                .toList();
    }

    private org.assertj.core.api.AbstractStringAssert<?> assertFails(ModelInferRequest request, Status.Code code) {
        try {
            service.modelInfer(request);
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).as("%s", e.getStatus()).isEqualTo(code);
            return assertThat(e.getStatus().getDescription());
        }
        throw new AssertionError("no failure, but " + code + " was expected");
    }

    private static ModelInferRequest.Builder raw() {
        return infer(List.of(2L, 8L)).addRawInputContents(TensorBytes.write(LatentSampler.draw(5, 0, 2, 8)));
    }

    private static ModelInferRequest.Builder typed() {
        ModelInferRequest.Builder request = infer(List.of(2L, 8L));
        request.getInputsBuilder(0).setContents(TensorBytes.contents(LatentSampler.draw(5, 0, 2, 8)));
        return request;
    }

    private static ModelInferRequest.Builder infer(List<Long> shape) {
        return ModelInferRequest.newBuilder()
                .setModelName(MODEL)
                .addInputs(ModelInferRequest.InferInputTensor.newBuilder()
                        .setName("z")
                        .setDatatype("FP32")
                        .addAllShape(shape));
    }
}
