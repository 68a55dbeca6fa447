package dev.gantry.gateway.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.gateway.jobs.Eventually;
import dev.gantry.gateway.jobs.Told;
import dev.gantry.platform.kafka.EventLog;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tenants at the end of their limits. */
@GatewayTest
class QuotasTest {
    @Inject
    EventLog events;

    @Test
    void jobsBeyondThoseAtOnceAreRefusedUntilOneEnds() {
        String jobId = "busy-" + Api.uniqueName();
        submit(jobId).statusCode(202);

        submit("busy-" + Api.uniqueName())
                .statusCode(429)
                .header("Retry-After", "30")
                .body("code", equalTo("too-many-requests"))
                .body(
                        "detail",
                        equalTo(
                                "the tenant busy has used up its jobsAtOnce, 1: when a job has ended; try again in 30 s"));
        submit(jobId).statusCode(200);
        refusalsOf("jobsAtOnce");

        events.publish(Told.cancelled(jobId, 0, 10), Optional.empty());
        Eventually.job(jobId, "CANCELLED");
        submit("busy-" + Api.uniqueName()).statusCode(202);
    }

    @Test
    void requestsBeyondThoseOfAMinuteAreRefusedAndOthersAreNot() {
        for (int i = 0; i < 3; i++) {
            Api.with(GatewayEnvironment.THREE_REQUESTS_KEY)
                    .get("/v1/models")
                    .then()
                    .statusCode(200);
        }
        String wait = Api.with(GatewayEnvironment.THREE_REQUESTS_KEY)
                .get("/v1/models")
                .then()
                .statusCode(429)
                .body("detail", containsString("the tenant slow has used up its requestsPerMinute, 3: another in "))
                .extract()
                .header("Retry-After");
        assertThat(Integer.parseInt(wait)).isBetween(1, 20);
        refusalsOf("requestsPerMinute");
        Api.authorized().get("/v1/models").then().statusCode(200);
    }

    @Test
    void bytesOfADayAreCountedBothWays() {
        for (int i = 0; i < 2; i++) {
            Api.with(GatewayEnvironment.HUNDRED_BYTES_KEY)
                    .body("x".repeat(30))
                    .post("/v1/models/narrow-hats/samples")
                    .then()
                    .statusCode(200);
        }
        Api.with(GatewayEnvironment.HUNDRED_BYTES_KEY)
                .post("/v1/models/narrow-hats/samples")
                .then()
                .statusCode(429)
                .header("X-Asked", (String) null)
                .body(
                        "detail",
                        containsString(
                                "the tenant narrow has used up its bytesPerDay, 100: the next day of UTC begins in "));
        refusalsOf("bytesPerDay");
    }

    @Test
    void imagesAreCountedByWhatServicesSayOfThem() {
        Api.with(GatewayEnvironment.SIXTY_IMAGES_KEY)
                .post("/v1/models/drawn-hats/samples")
                .then()
                .statusCode(200);
        String wait = Api.with(GatewayEnvironment.SIXTY_IMAGES_KEY)
                .post("/v1/models/drawn-hats/samples")
                .then()
                .statusCode(429)
                .header("X-Asked", (String) null)
                .body("detail", containsString("the tenant drawn has used up its imagesPerMinute, 60: another in "))
                .extract()
                .header("Retry-After");
        assertThat(Integer.parseInt(wait)).isBetween(30, 41);
        refusalsOf("imagesPerMinute");
    }

    private static void refusalsOf(String quota) {
        given().get("/metrics")
                .then()
                .body(containsString("gantry_gateway_quota_refusals_total{quota=\"" + quota + "\"}"));
    }

    private static ValidatableResponse submit(String jobId) {
        return Api.with(GatewayEnvironment.ONE_JOB_KEY)
                .contentType("application/json")
                .body(
                        "{\"jobId\": \"%s\", \"model\": \"busy-hats\", \"data\": {\"uri\": \"s3://gantry/data/busy/hats\"}}"
                                .formatted(jobId))
                .post("/v1/jobs")
                .then();
    }
}
