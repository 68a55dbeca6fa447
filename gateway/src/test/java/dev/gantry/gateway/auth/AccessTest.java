package dev.gantry.gateway.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class AccessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/jobs",
                "/v1/jobs/some-job/events",
                "/v1/models",
                "/v1/nowhere",
                "/console/../v1/jobs",
                "/console/%2e%2e/v1/jobs",
                "/q/health/../../v1/jobs",
                "/index.html"
            })
    void withoutAKeyNothingIsToldButThatOneIsNeeded(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer realm=\"gantry\"")
                .contentType("application/problem+json")
                .body("code", equalTo("unauthorized"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong-key-wrong-key", "Bearer", "Basic YTpi", "Bearer  "})
    void wrongKeyIsRefusedAndNotRepeated(String authorization) {
        given().header("Authorization", authorization)
                .get("/v1/jobs")
                .then()
                .statusCode(401)
                .body(not(containsString("wrong-key")));
    }

    @Test
    void eachKeyIsAcceptedInEitherHeader() {
        given().header("Authorization", "Bearer " + GatewayEnvironment.KEY)
                .get("/v1/jobs")
                .then()
                .statusCode(200);
        given().header("Authorization", "bearer " + GatewayEnvironment.OTHER_KEY)
                .get("/v1/jobs")
                .then()
                .statusCode(200);
        given().header("X-API-Key", GatewayEnvironment.KEY)
                .get("/v1/jobs")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/q/health/live", "/q/openapi", "/console/main.js"})
    void pageHealthMetricsAndDescriptionCanBeReadByAnyone(String path) {
        given().get(path).then().statusCode(200);
    }

    @Test
    void nothingCanBeChangedWithoutAKey() {
        given().post("/").then().statusCode(401);
        given().body("{}")
                .contentType("application/json")
                .post("/v1/jobs")
                .then()
                .statusCode(401);
    }

    @Test
    void errorsBelowV2HaveTheProtocolsForm() {
        for (String path : new String[] {"/v2", "/v2/models/clothes"}) {
            given().get(path).then().statusCode(401).body("error", containsString("API key"));
        }
    }

    @Test
    void otherOriginsAreNotInvited() {
        given().header("Origin", "https://elsewhere.example")
                .header("X-API-Key", GatewayEnvironment.KEY)
                .get(RestAssured.baseURI + ":" + RestAssured.port + "/v1/jobs")
                .then()
                .header("Access-Control-Allow-Origin", (String) null);
    }
}
