package dev.gantry.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Headers;
import dev.gantry.contracts.JsonContract;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.audit.AuditedAccess;
import dev.gantry.contracts.audit.AuditedRequest;
import dev.gantry.contracts.audit.AuditedRequest.Outcome;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.gateway.backends.ByteCalls;
import dev.gantry.gateway.jobs.Eventually;
import dev.gantry.gateway.jobs.Told;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.platform.kafka.KafkaConnection;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands on the topic once requests were answered. */
@GatewayTest
class AuditTest {
    private static final JsonContract<AuditedRequest> REQUEST = JsonContract.of(AuditedRequest.class, 8_192);
    private static final JsonContract<AuditedAccess> ACCESS = JsonContract.of(AuditedAccess.class, 8_192);
    private static final String UNKNOWN_KEY = "a-key-that-nobody-has-0123456789";

    private static final List<ConsumerRecord<String, byte[]>> TOPIC = new CopyOnWriteArrayList<>();
    private static @Nullable EventFollower follower;

    @Inject
    KafkaConnection kafka;

    @Inject
    EventLog events;

    @BeforeEach
    void follow() {
        if (follower == null) {
            follower = EventFollower.start(kafka, Topics.AUDIT, TOPIC::add);
        }
        Eventually.holds(follower::caughtUp);
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(follower).close();
        follower = null;
        TOPIC.clear();
    }

    @Test
    void submittedJobIsToldWithItsNamesAndItsTrace() {
        String trace = trace();
        String jobId = Api.with(GatewayEnvironment.ACME_KEY)
                .header("traceparent", parent(trace))
                .contentType("application/json")
                .body("{\"model\": \"acme-hats\", \"data\": {\"uri\": \"s3://gantry/data/acme/hats\"}}")
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("jobId");

        AuditedRequest told = told(request -> request.target().jobId().equals(Optional.of(jobId)));
        assertThat(told.caller()).contains("acme-robot");
        assertThat(told.tenant()).contains("acme");
        assertThat(told.address()).contains("127.0.0.1");
        assertThat(told.action()).isEqualTo("POST /v1/jobs");
        assertThat(told.target().model()).contains("acme-hats");
        assertThat(told.outcome()).isEqualTo(Outcome.ALLOWED);
        assertThat(told.code()).isEmpty();
        assertThat(told.status()).isEqualTo(OptionalInt.of(202));
        assertThat(told.traceId()).contains(trace);
        assertThat(told.count()).isOne();
        assertThat(records("dev.gantry.audit.request"))
                .filteredOn(record -> text(record).contains(jobId))
                .extracting(ConsumerRecord::key)
                .containsOnly("acme");
    }

    @Test
    void requestThatIsPassedOnIsToldWithTheNamesOfItsPath() {
        String model = Api.uniqueName();
        Api.authorized()
                .body("{}")
                .put("/v1/models/" + model + "/aliases/canary?key=" + UNKNOWN_KEY)
                .then()
                .statusCode(200);

        AuditedRequest told = told(about(model));
        assertThat(told.caller()).contains("operator");
        assertThat(told.tenant()).isEmpty();
        assertThat(told.action()).isEqualTo("PUT /v1/models/{model}/aliases/{alias}");
        assertThat(told.target().alias()).contains("canary");
        assertThat(told.status()).isEqualTo(OptionalInt.of(200));
    }

    @Test
    void samplesAreToldWithTheVersionThatAnswered() {
        String trace = trace();
        Api.authorized()
                .header("traceparent", parent(trace))
                .contentType("application/json")
                .body("{\"format\": \"grid\"}")
                .post("/v1/models/" + GatewayEnvironment.PAINTED + "/samples")
                .then()
                .statusCode(200);

        AuditedRequest told = told(request -> request.traceId().equals(Optional.of(trace)));
        assertThat(told.target().model()).contains(GatewayEnvironment.PAINTED);
        assertThat(told.target().version()).contains("3");
    }

    @Test
    void unknownKeyIsToldAsARefusalAndNeverRepeated() {
        String model = Api.uniqueName();
        Api.with(UNKNOWN_KEY).post("/v1/models/" + model + "/rollback").then().statusCode(401);

        AuditedRequest told = told(about(model));
        assertThat(told.caller()).isEmpty();
        assertThat(told.address()).contains("127.0.0.1");
        assertThat(told.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(told.code()).contains("unauthorized");
        assertThat(told.status()).isEqualTo(OptionalInt.of(401));
        assertThat(TOPIC).isNotEmpty().allSatisfy(record -> assertThat(record.key() + text(record))
                .doesNotContain(
                        UNKNOWN_KEY,
                        GatewayEnvironment.KEY,
                        GatewayEnvironment.ACME_KEY,
                        GatewayEnvironment.OTHER_KEY));
    }

    @Test
    void missingScopeIsToldAsARefusal() {
        String model = "acme-" + Api.uniqueName();
        Api.with(GatewayEnvironment.ACME_VISITOR_KEY)
                .delete("/v1/models/" + model + "/aliases/canary")
                .then()
                .statusCode(403);

        AuditedRequest told = told(about(model));
        assertThat(told.caller()).contains("acme-visitor");
        assertThat(told.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(told.code()).contains("forbidden");
        assertThat(told.status()).isEqualTo(OptionalInt.of(403));
    }

    @Test
    void lookAtAnothersModelIsToldThoughForTheCallerThereIsNone() {
        String model = "umbrella-" + Api.uniqueName();
        Api.with(GatewayEnvironment.ACME_KEY)
                .get("/v1/models/" + model + "/versions/7/preview")
                .then()
                .statusCode(404);

        AuditedRequest told = told(about(model));
        assertThat(told.tenant()).contains("acme");
        assertThat(told.action()).isEqualTo("GET /v1/models/{model}/versions/{version}/preview");
        assertThat(told.target().version()).contains("7");
        assertThat(told.code()).contains("not-found");
    }

    @Test
    void lookAtAnothersJobIsToldThoughForTheCallerThereIsNone() {
        String jobId = Api.uniqueName();
        events.publish(Told.progress(jobId, 5_000, 10), Optional.empty());
        Eventually.job(jobId, "RUNNING");
        Api.with(GatewayEnvironment.ACME_VISITOR_KEY)
                .get("/v1/jobs/" + jobId + "/events")
                .then()
                .statusCode(404);

        assertThat(told(request -> request.target().jobId().equals(Optional.of(jobId)))
                        .code())
                .contains("not-found");
    }

    @Test
    void nameOfAnotherInAJobIsToldAsARefusal() {
        String jobId = "stuck-" + Api.uniqueName();
        submit(jobId, "umbrella-hats").then().statusCode(403);

        AuditedRequest told = told(request -> request.target().jobId().equals(Optional.of(jobId)));
        assertThat(told.target().model()).contains("umbrella-hats");
        assertThat(told.code()).contains("forbidden");
    }

    @Test
    void usedUpLimitIsToldAsARefusal() {
        String jobId = "stuck-" + Api.uniqueName();
        submit(jobId, "stuck-hats").then().statusCode(429);

        AuditedRequest told = told(request -> request.target().jobId().equals(Optional.of(jobId)));
        assertThat(told.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(told.code()).contains("too-many-requests");
        assertThat(told.status()).isEqualTo(OptionalInt.of(429));
    }

    @Test
    void callOfGrpcIsToldWithItsStatus() {
        String trace = trace();
        Metadata headers = new Metadata();
        Map.of("x-api-key", GatewayEnvironment.OTHER_KEY, "traceparent", parent(trace))
                .forEach((name, value) -> headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        ManagedChannel channel = ManagedChannelBuilder.forAddress("127.0.0.1", RestAssured.port)
                .usePlaintext()
                .build();
        try {
            ByteCalls.call(
                    ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
                    CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
                    new byte[] {1});
        } finally {
            channel.shutdownNow();
        }

        AuditedRequest told = told(request -> request.traceId().equals(Optional.of(trace)));
        assertThat(told.action()).isEqualTo("POST /inference.GRPCInferenceService/ModelInfer");
        assertThat(told.outcome()).isEqualTo(Outcome.ALLOWED);
        assertThat(told.status()).isEqualTo(OptionalInt.of(200));
        assertThat(told.grpcStatus()).isEqualTo(OptionalInt.of(0));
    }

    @Test
    void looksThatAreAnsweredAreNotTold() {
        String trace = trace();
        Api.authorized()
                .header("traceparent", parent(trace))
                .get("/v1/jobs")
                .then()
                .statusCode(200);
        submittedJobIsToldWithItsNamesAndItsTrace(); // and so would have been what came before

        assertThat(requests()).noneMatch(request -> request.traceId().equals(Optional.of(trace)));
    }

    @Test
    void filesThatSayWhoMayWhatAreToldWithTheirSize() {
        List<AuditedAccess> read = records("dev.gantry.audit.access").stream()
                .map(record -> ACCESS.decode(record.value()))
                .toList();
        assertThat(read).anySatisfy(access -> {
            assertThat(access.setting()).isEqualTo("gantry.gateway.access-file");
            assertThat(access.outcome()).isEqualTo(AuditedAccess.Outcome.READ);
            assertThat(access.tenants()).isEqualTo(OptionalInt.of(7));
            assertThat(access.keys()).isEqualTo(OptionalInt.of(7));
            assertThat(access.sha256()).isPresent();
        });
        assertThat(read).anySatisfy(access -> {
            assertThat(access.setting()).isEqualTo("gantry.gateway.api-key-file");
            assertThat(access.keys()).isEqualTo(OptionalInt.of(2));
            assertThat(access.sha256()).isEmpty();
        });
    }

    private static Response submit(String jobId, String model) {
        return Api.with(GatewayEnvironment.NO_JOB_KEY)
                .contentType("application/json")
                .body("{\"jobId\": \"%s\", \"model\": \"%s\", \"data\": {\"uri\": \"s3://gantry/data/stuck/hats\"}}"
                        .formatted(jobId, model))
                .post("/v1/jobs");
    }

    private static Predicate<AuditedRequest> about(String model) {
        return request -> request.target().model().equals(Optional.of(model));
    }

    private static AuditedRequest told(Predicate<AuditedRequest> which) {
        Eventually.holds(() -> requests().stream().anyMatch(which));
        return requests().stream().filter(which).findFirst().orElseThrow();
    }

    private static List<AuditedRequest> requests() {
        return records("dev.gantry.audit.request").stream()
                .map(record -> REQUEST.decode(record.value()))
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> records(String type) {
        return TOPIC.stream()
                .filter(record -> type.equals(
                        new String(record.headers().lastHeader(Headers.CE_TYPE).value(), StandardCharsets.UTF_8)))
                .toList();
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static String parent(String trace) {
        return "00-" + trace + "-00f067aa0ba902b7-00";
    }

    private static String trace() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
