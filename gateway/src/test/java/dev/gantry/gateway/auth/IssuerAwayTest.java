package dev.gantry.gateway.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.gateway.jobs.Eventually;
import dev.gantry.gateway.oidc.TestIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@GatewayTest
@QuarkusTestResource(value = AwayIssuer.class, restrictToAnnotatedClass = true)
class IssuerAwayTest {
    @SuppressWarnings("NullAway.Init")
    AwayIssuer away;

    @Test
    void withoutTheIssuerKeysAreAcceptedAndTokensAreWhenItComes() {
        Eventually.holds(() -> given().get("/q/health/ready").statusCode() == 200);
        Api.with(GatewayEnvironment.KEY).get("/v1/jobs").then().statusCode(200);
        String early = "eyJhbGciOiJSUzI1NiJ9.e30.c2ln";
        jobs(early).then().statusCode(401); // of no issuer, whoever is away

        TestIssuer elsewhere = TestIssuer.start(0);
        String waiting = elsewhere.token(claims -> claims.issuer(away.url()));
        elsewhere.stop();
        jobs(waiting)
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .header("WWW-Authenticate", (String) null)
                .body("code", equalTo("issuer-unavailable"));

        String token = away.come().token(Map.of("gantry_tenant", "acme"));
        Eventually.holds(() -> jobs(token).statusCode() == 200);
        jobs(waiting).then().statusCode(401).body("code", equalTo("invalid-token"));
    }

    private static Response jobs(String token) {
        return given().header("Authorization", "Bearer " + token).get("/v1/jobs");
    }
}
