package dev.gantry.inference.models;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.gantry.inference.ServingProfile;
import dev.gantry.inference.TestPlatform;
import dev.gantry.serving.testing.TinyGenerator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServingProfile.class)
class OperationsTest {
    @Inject
    TestPlatform platform;

    @Test
    void modelsAreListedWithWhatIsLiveAndWhatShouldBe() {
        platform.serve("operated", TinyGenerator.constant(0.5));
        given().get("/v1/models").then().statusCode(200).body("models.name", hasItem("operated"));
        given().get("/v1/models/operated")
                .then()
                .statusCode(200)
                .body("live", equalTo(1))
                .body("desired", equalTo(1))
                .body("state", equalTo("live"))
                .body("sample.width", equalTo(4))
                .body("versions[0].phase", equalTo("live"));
        given().get("/v1/models/nobody")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
    }

    @Test
    void serviceIsReadyWithoutNeedingAModel() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'models' }.status", equalTo("UP"));
    }

    @Test
    void workIsMeasured() {
        platform.serve("measured", TinyGenerator.constant(0.5));
        given().contentType(ContentType.JSON)
                .body("{\"count\": 5}")
                .post("/v1/models/measured/samples")
                .then()
                .statusCode(200);
        given().get("/metrics")
                .then()
                .statusCode(200)
                .body(containsString("gantry_inference_samples_total{model=\"measured\"} 5.0"))
                .body(containsString("gantry_inference_live_version{model=\"measured\"} 1.0"))
                .body(containsString("gantry_inference_desired_version{model=\"measured\"} 1.0"))
                .body(containsString(
                        "gantry_inference_swaps_total{model=\"measured\",phase=\"live\",result=\"live\"} 1.0"))
                .body(containsString("gantry_inference_compute_duration_seconds_count{model=\"measured\"}"))
                .body(containsString("gantry_inference_queue_duration_seconds_count{model=\"measured\"}"))
                .body(containsString("gantry_inference_batch_size_bucket{model=\"measured\",le=\"4.0\"}"));
    }
}
