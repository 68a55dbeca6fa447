package dev.gantry.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@GatewayTest
class JobsResourceTest {
    @Inject
    KafkaConnection kafka;

    @Inject
    MessageProducer producer;

    @Inject
    EventLog events;

    @Inject
    JobStore store;

    @Test
    void submittedRequestIsOnTheTopicAsACloudEventWithItsDefaults() {
        String jobId = Api.uniqueName();
        submit(jobId, 7)
                .statusCode(202)
                .header("Location", endsWith("/v1/jobs/" + jobId))
                .body("state", equalTo("QUEUED"))
                .body("request.seed", equalTo(7));

        ConsumerRecord<String, byte[]> record = requestsOf(jobId).get(0);
        assertThat(record.key()).isEqualTo(jobId);
        assertThat(header(record, Headers.CE_TYPE)).isEqualTo("dev.gantry.training.requested");
        assertThat(header(record, Headers.CE_SOURCE)).isEqualTo("/gantry/gateway");
        assertThat(header(record, Headers.CE_SPECVERSION)).isEqualTo("1.0");
        assertThat(header(record, Headers.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(TrainingRequest.CONTRACT.decode(record.value()).budget().images())
                .isEqualTo(200_000);
    }

    @Test
    void requestCarriesTheTraceOfItsSubmissionOn() {
        String jobId = Api.uniqueName();
        String trace = "00-0af7651916cd43dd8448eb211c80319c-";
        Api.authorized()
                .header("traceparent", trace + "b7ad6b7169203331-01")
                .header("tracestate", "vendor=1")
                .contentType("application/json")
                .body("{\"jobId\": \"" + jobId
                        + "\", \"model\": \"hats\", \"data\": {\"uri\": \"s3://gantry/data/hats\"}}")
                .post("/v1/jobs")
                .then()
                .statusCode(202);

        ConsumerRecord<String, byte[]> record = requestsOf(jobId).get(0);
        assertThat(header(record, Headers.TRACEPARENT)).startsWith(trace).endsWith("-01");
        assertThat(header(record, "tracestate")).isEqualTo("vendor=1");
    }

    @Test
    void jobWithoutAnIdGetsOneThatBeginsWithItsModel() {
        Api.authorized()
                .contentType("application/json")
                .body("{\"model\": \"hats\", \"data\": {\"uri\": \"s3://gantry/data/hats\"}}")
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .body("jobId", org.hamcrest.Matchers.matchesPattern("hats-\\d{8}-\\d{6}-[0-9a-f]{6}"));
    }

    @Test
    void sameRequestAgainIsTheSameJobEvenAtTheSameTime() {
        String jobId = Api.uniqueName();
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> submit(jobId, 7).extract().statusCode()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsOnlyOnce(202)
                .contains(200);
        submit(jobId, 7).statusCode(200).body("jobId", equalTo(jobId));
        assertThat(requestsOf(jobId)).hasSize(1);
    }

    @Test
    void anotherRequestUnderAKnownIdIsAConflict() {
        String jobId = Api.uniqueName();
        submit(jobId, 7).statusCode(202);
        submit(jobId, 8).statusCode(409).body("code", equalTo("conflict")).body("detail", containsString(jobId));
    }

    @Test
    void invalidRequestIsRefusedNamingEachField() {
        Api.authorized()
                .contentType("application/json")
                .body(
                        "{\"model\": \"Big Hats\", \"data\": {\"uri\": \"s3://gantry/data/hats\", \"resolution\": 27}, \"sead\": 1}")
                .post("/v1/jobs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-request"))
                .body("violations.field", hasItem("model"))
                .body("violations.field", hasItem("data.resolution"))
                .body("violations.field", hasItem("sead"))
                .body("violations.find { it.field == 'data.resolution' }.accepted", containsString("28"));
    }

    @Test
    void brokenJsonIsRefusedSayingWhere() {
        Api.authorized()
                .contentType("application/json")
                .body("{\"model\": ")
                .post("/v1/jobs")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-json"));
    }

    @Test
    void jobOfAnotherProducerIsFollowedFromRequestToOutcome() {
        String jobId = Api.uniqueName();
        CloudEvent attributes = new CloudEvent(jobId, "/elsewhere", "dev.gantry.training.requested", Told.START);
        producer.send(new OutgoingMessage(
                Topics.TRAINING_REQUESTS, jobId, attributes, Told.request(jobId), Optional.empty()));
        Eventually.job(jobId, "QUEUED");

        events.publish(Told.accepted(jobId, 1, 1), Optional.empty());
        events.publish(Told.progress(jobId, 5_000, 10), Optional.empty());
        events.publish(Told.published(jobId, 1, 40_000, 80), Optional.empty());
        events.publish(Told.completed(jobId, 1, 400), Optional.empty());

        Eventually.job(jobId, "COMPLETED")
                .body("attempt", equalTo(1))
                .body("curves", hasSize(1))
                .body("curves[0].losses.generator", equalTo(1.2f))
                .body("versions[0].version", equalTo(1))
                .body("outcome.type", equalTo("completed"))
                .body("request.model", equalTo(Told.MODEL));
        Api.authorized()
                .get("/v1/jobs?state=completed&model=" + Told.MODEL)
                .then()
                .statusCode(200)
                .body("jobs.jobId", hasItem(jobId))
                .body("jobs.find { it.jobId == '" + jobId + "' }.curves", hasSize(0));
    }

    @Test
    void deadLetterIsShownAsAFailedJobWithItsCause() {
        String jobId = Api.uniqueName();
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topics.deadLetters(Topics.TRAINING_REQUESTS), Api.utf8("{\"jobId\": \"" + jobId + "\", \"sead\": 1}"));
        letter.headers().add(Headers.DEAD_LETTER_REASON, Api.utf8("invalid-request"));
        letter.headers().add(Headers.DEAD_LETTER_CAUSE, Api.utf8("sead is an unknown field"));
        producer.send(letter);

        Eventually.job(jobId, "FAILED")
                .body("trouble.code", equalTo("invalid-request"))
                .body("trouble.message", equalTo("sead is an unknown field"));
    }

    @Test
    void listIsBoundedAndItsFiltersAreChecked() {
        submit(Api.uniqueName(), 1);
        submit(Api.uniqueName(), 2);
        Api.authorized().get("/v1/jobs?limit=1").then().statusCode(200).body("jobs", hasSize(1));
        for (String query : List.of("limit=0", "limit=1001", "state=asleep")) {
            Api.authorized()
                    .get("/v1/jobs?" + query)
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo(query.substring(0, query.indexOf('='))));
        }
    }

    @Test
    void cancellingMarksTheJobInTheStoreAndIsNoErrorTwice() {
        String jobId = Api.uniqueName();
        submit(jobId, 1);
        for (int i = 0; i < 2; i++) {
            Api.authorized().delete("/v1/jobs/" + jobId).then().statusCode(202).body("cancelRequested", equalTo(true));
        }
        assertThat(store.cancelled(jobId)).isTrue();
    }

    @Test
    void completedJobCannotBeCancelled() {
        String jobId = Api.uniqueName();
        events.publish(Told.completed(jobId, 1, 9), Optional.empty());
        Eventually.job(jobId, "COMPLETED");

        Api.authorized().delete("/v1/jobs/" + jobId).then().statusCode(409).body("code", equalTo("conflict"));
        assertThat(store.cancelled(jobId)).isFalse();
    }

    @Test
    void unknownJobIsNotFound() {
        for (String path : List.of("/v1/jobs/nobody", "/v1/jobs/nobody/events", "/v1/jobs/nobody/samples/latest")) {
            Api.authorized().get(path).then().statusCode(404).body("detail", notNullValue());
        }
        Api.authorized().delete("/v1/jobs/nobody").then().statusCode(404);
    }

    @Test
    void sampleGridsAreThePngsOfTheStore() {
        String jobId = Api.uniqueName();
        events.publish(Told.progress(jobId, 5_000, 10), Optional.empty());
        events.publish(Told.progress(jobId, 10_000, 20), Optional.empty());
        events.publish(Told.retrying(jobId, 1, 21), Optional.empty());
        Eventually.job(jobId, "RETRYING").body("curves", hasSize(2));
        Api.authorized().get("/v1/jobs/" + jobId + "/samples/latest").then().statusCode(404);
        store.putSampleGrid(jobId, 5_000, new byte[] {1});
        store.putSampleGrid(jobId, 10_000, new byte[] {2});

        assertThat(grid(jobId, "5000")).containsExactly(1);
        assertThat(grid(jobId, "latest")).containsExactly(2);
        Api.authorized().get("/v1/jobs/" + jobId + "/samples/7").then().statusCode(404);
    }

    @Test
    void jobsAreCountedByState() {
        submit(Api.uniqueName(), 1);
        Api.authorized()
                .get("/metrics")
                .then()
                .body(containsString("gantry_gateway_jobs{state=\"queued\"}"))
                .body(not(containsString("gantry_gateway_jobs{state=\"queued\"} 0.0")));
    }

    private static byte[] grid(String jobId, String step) {
        return Api.authorized()
                .get("/v1/jobs/" + jobId + "/samples/" + step)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();
    }

    private static ValidatableResponse submit(String jobId, long seed) {
        Map<String, Object> request = new HashMap<>();
        request.put("jobId", jobId);
        request.put("model", Told.MODEL);
        request.put("data", Map.of("uri", "s3://gantry/data/fashion-mnist"));
        request.put("seed", seed);
        return Api.authorized()
                .contentType("application/json")
                .body(request)
                .post("/v1/jobs")
                .then();
    }

    private List<ConsumerRecord<String, byte[]>> requestsOf(String jobId) {
        return Topic.records(kafka, Topics.TRAINING_REQUESTS).stream()
                .filter(record -> jobId.equals(record.key()))
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
