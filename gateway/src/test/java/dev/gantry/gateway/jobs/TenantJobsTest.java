package dev.gantry.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.EventLog;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tenant acme can do with jobs. */
@GatewayTest
class TenantJobsTest {
    @Inject
    EventLog events;

    @Inject
    JobStore store;

    @Test
    void jobWithinTheTenantsNamesIsTakenSeenAndCancelled() {
        String jobId = "acme-" + Api.uniqueName();
        submit("\"jobId\": \"%s\", \"model\": \"acme-hats\"".formatted(jobId)).statusCode(202);

        Api.with(GatewayEnvironment.ACME_KEY)
                .get("/v1/jobs")
                .then()
                .statusCode(200)
                .body("jobs.jobId", hasItem(jobId))
                .body("jobs.jobId", everyItem(startsWith("acme-")));
        Api.with(GatewayEnvironment.ACME_KEY)
                .delete("/v1/jobs/" + jobId)
                .then()
                .statusCode(202)
                .body("cancelRequested", equalTo(true));
    }

    @Test
    void assignedJobIdIsTheTenantsToo() {
        submit("\"model\": \"acme-all\", \"kind\": \"detector\", \"generators\": [\"acme-*\", \"acme-hats@1\"]")
                .statusCode(202);
        submit("\"model\": \"acme-hats\"").statusCode(202).body("jobId", startsWith("acme-hats-"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '!',
            value = {
                "'model': 'umbrella-hats'; model",
                "'model': 'acme-hats', 'jobId': 'umbrella-1'; jobId",
                "'model': 'acme-hats', 'warmStart': {'model': 'umbrella-hats'}; warmStart.model",
                "'model': 'acme-all', 'kind': 'detector', 'generators': ['acme-*', 'umbrella-*']; generators.1",
                "'model': 'acme-all', 'kind': 'detector', 'generators': ['umbrella-hats@1']; generators.0",
                "'model': 'acme-all', 'kind': 'detector', 'generators': ['a*']; generators.0",
                "'model': 'acme-hats', 'metrics': {'extractor': 's3://gantry/data/umbrella/f.onnx'}; metrics.extractor"
            })
    void nameOfAnotherIsRefusedNamingTheField(String fields, String field) {
        submit(fields.replace('\'', '"'))
                .statusCode(403)
                .body("code", equalTo("forbidden"))
                .body("violations.field", equalTo(List.of(field)))
                .body("violations[0].accepted", containsString("acme"));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://gantry/data/umbrella/hats, 403",
        "s3://gantry/data/acme/../umbrella/hats, 400",
        "s3://gantry/data/acme/./hats, 400",
        "s3://gantry/data/acme, 403",
        "s3://other/data/acme/hats, 403",
        "file:acme/hats, 403"
    })
    void dataOfAnotherIsRefusedHoweverItIsWritten(String uri, int status) {
        Api.with(GatewayEnvironment.ACME_KEY)
                .contentType("application/json")
                .body("{\"model\": \"acme-hats\", \"data\": {\"uri\": \"%s\"}}".formatted(uri))
                .post("/v1/jobs")
                .then()
                .statusCode(status)
                .body("violations.field", equalTo(List.of("data.uri")));
    }

    @Test
    void jobOfAnotherDoesNotExistWhateverIsAskedOfIt() {
        String jobId = Api.uniqueName();
        store.putSampleGrid(jobId, 5_000, new byte[] {1});
        events.publish(Told.progress(jobId, 5_000, 10), Optional.empty());
        Eventually.job(jobId, "RUNNING");

        for (String path : List.of("", "/events", "/samples/latest", "/samples/5000")) {
            Api.with(GatewayEnvironment.ACME_KEY)
                    .get("/v1/jobs/" + jobId + path)
                    .then()
                    .statusCode(404)
                    .body("detail", equalTo("no job " + jobId + " is known"));
        }
        Api.with(GatewayEnvironment.ACME_KEY).delete("/v1/jobs/" + jobId).then().statusCode(404);
        assertThat(store.cancelled(jobId)).isFalse();
    }

    @Test
    void ownNameDoesNotShowAnothersModel() {
        String jobId = "acme-" + Api.uniqueName();
        events.publish(Told.progress(jobId, 5_000, 10), Optional.empty()); // of the model clothes
        Eventually.job(jobId, "RUNNING");

        Api.with(GatewayEnvironment.ACME_KEY).get("/v1/jobs/" + jobId).then().statusCode(404);
    }

    /** Whoever adds a field that names a model or data must hold it to its caller in Admission, and then name it here. */
    @Test
    void everyFieldOfARequestThatNamesThingsIsKnown() {
        List<String> names = new ArrayList<>();
        collect(TrainingRequest.CONTRACT.schema(), "", names);

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "jobId", "model", "generators[]", "warmStart.model", "data.uri", "metrics.extractor");
    }

    private static void collect(JsonNode schema, String path, List<String> names) {
        schema.path("properties").properties().forEach(field -> {
            String here = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (isText(field.getValue())) {
                names.add(here);
            }
            if (isText(field.getValue().path("items"))) {
                names.add(here + "[]");
            }
            collect(field.getValue(), here, names);
            collect(field.getValue().path("items"), here, names);
        });
    }

    private static boolean isText(JsonNode schema) {
        return schema.path("type").asText().equals("string") && !schema.has("enum");
    }

    private static ValidatableResponse submit(String fields) {
        return Api.with(GatewayEnvironment.ACME_KEY)
                .contentType("application/json")
                .body("{%s, \"data\": {\"uri\": \"s3://gantry/data/acme/hats\"}}".formatted(fields))
                .post("/v1/jobs")
                .then();
    }
}
