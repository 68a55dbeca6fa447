package dev.gantry.inference.models;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.gantry.inference.TestPlatform;
import dev.gantry.inference.TokensVerified;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.service.callers.Call;
import dev.gantry.service.callers.CallTokens;
import dev.gantry.service.callers.Reach;
import dev.gantry.service.callers.Target;
import dev.gantry.serving.testing.TinyGenerator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a gateway's token lets a tenant see of the models that are served; what comes without one is let through here. */
@QuarkusTest
@TestProfile(TokensVerified.class)
class TenantModelsTest {
    private static final Call ACME =
            new Call("acme-robot", Optional.of("acme"), new Reach(List.of("acme-"), List.of()));
    private static final String INDEX = "/v2/repository/index";

    @Inject
    TestPlatform platform;

    @Inject
    SigningKey key;

    @Test
    void modelsOfOthersAreUnknownAndLeftOutOfEveryList() {
        platform.serve("acme-hats", TinyGenerator.constant(0.5));
        platform.serve("umbrella-hats", TinyGenerator.constant(0.5));

        as(ACME, "GET", "/v2/models/acme-hats")
                .get("/v2/models/acme-hats")
                .then()
                .statusCode(200);
        as(ACME, "GET", "/v2/models/umbrella-hats")
                .get("/v2/models/umbrella-hats")
                .then()
                .statusCode(404)
                .body("error", equalTo("no model umbrella-hats is known"));
        as(ACME, "POST", INDEX)
                .post(INDEX)
                .then()
                .statusCode(200)
                .body("name", hasItem("acme-hats"))
                .body("name", not(hasItem("umbrella-hats")));
        as(ACME, "GET", "/v1/models")
                .get("/v1/models")
                .then()
                .statusCode(200)
                .body("models.name", hasItem("acme-hats"))
                .body("models.name", not(hasItem("umbrella-hats")));
        given().post(INDEX).then().statusCode(200).body("name", hasItems("acme-hats", "umbrella-hats"));
    }

    @Test
    void tokenThatIsThereMustBeGoodEvenWhereNoneIsNeeded() {
        as(ACME, "POST", INDEX).get("/v2/models/acme-hats").then().statusCode(401);
    }

    private RequestSpecification as(Call call, String method, String path) {
        Target target = new Target("inference", method, path);
        return given().header(Call.HEADER, CallTokens.sign(key, call, target, Instant.now()));
    }
}
