package dev.gantry.inference.models;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gantry.inference.ServingProfile;
import dev.gantry.inference.TestPlatform;
import dev.gantry.serving.testing.TinyGenerator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Promotion, trial, roll back and unloading, as an operator sees them. */
@QuarkusTest
@TestProfile(ServingProfile.class)
class PromotionTest {
    @Inject
    TestPlatform platform;

    @Test
    void championAnswersUntilItIsRolledBackOrTheModelFollowsAgain() {
        String model = serve("promoted", 3);
        put(model, "champion", "{'version': 2}")
                .statusCode(200)
                .body("champion", equalTo(2))
                .body("previous", equalTo(3));
        platform.awaitLive(model, 2);
        assertThat(versionThatAnswers(model, "{}")).isEqualTo(2);
        assertThat(versionThatAnswers(model, "{'alias': 'previous'}")).isEqualTo(3);
        assertThat(versionThatAnswers(model, "{'alias': 'latest'}")).isEqualTo(3);

        given().post("/v1/models/" + model + "/rollback")
                .then()
                .statusCode(200)
                .body("champion", equalTo(3))
                .body("previous", equalTo(2));
        platform.awaitLive(model, 3);

        given().delete("/v1/models/" + model + "/aliases/champion")
                .then()
                .statusCode(200)
                .body("champion", nullValue());
        platform.serve(model, TinyGenerator.constant(0.4));
        assertThat(versionThatAnswers(model, "{}")).isEqualTo(4);
    }

    @Test
    void rollBackOfAModelThatNobodyPromotedGoesToTheVersionBefore() {
        String model = serve("rolled", 2);
        given().post("/v1/models/" + model + "/rollback").then().statusCode(200).body("champion", equalTo(1));
        platform.awaitLive(model, 1);
    }

    @Test
    void nothingToRollBackToIsSaid() {
        String model = serve("only", 1);
        given().post("/v1/models/" + model + "/rollback")
                .then()
                .statusCode(409)
                .body("detail", equalTo("only has no version before that could answer"));
    }

    @Test
    void canaryAnswersSomeSeedsAndBecomesChampion() {
        String model = serve("tried", 2);
        put(model, "champion", "{'version': 1}").statusCode(200);
        put(model, "canary", "{'version': 2, 'percent': 40}")
                .statusCode(200)
                .body("canary.version", equalTo(2))
                .body("canary.percent", equalTo(40));
        platform.await(model, status -> Integer.valueOf(40).equals(status.get("canary")));
        long answered = IntStream.range(0, 100)
                .filter(seed -> versionThatAnswers(model, "{'seed': " + seed + ", 'count': 1}") == 2)
                .count();
        assertThat(answered).isBetween(30L, 50L);
        given().get("/v1/models/" + model)
                .then()
                .body("aliases.champion", equalTo(1))
                .body("aliases.canary", equalTo(2))
                .body("aliases.latest", equalTo(2));

        put(model, "champion", "").statusCode(200).body("champion", equalTo(2)).body("canary", nullValue());
        platform.awaitLive(model, 2);
    }

    @Test
    void versionThatDoesNotLoadBecomesNothing() {
        String model = serve("guarded", 1);
        platform.models().publish(model, TinyGenerator.constant(0.5), new byte[] {1, 2, 3});
        platform.serve(model, TinyGenerator.constant(0.5));
        put(model, "champion", "{'version': 2}")
                .statusCode(409)
                .body("detail", startsWith("version 2 of guarded cannot be loaded: unloadable-model"));
        put(model, "canary", "{'version': 9, 'percent': 5}")
                .statusCode(404)
                .body("detail", equalTo("version 9 of guarded does not exist"));
        assertThat(versionThatAnswers(model, "{}")).isEqualTo(3);
    }

    @Test
    void faultsOfARequestAreNamed() {
        String model = serve("faulty", 1);
        put(model, "canary", "{'percent': 5}").statusCode(400).body("violations[0].field", equalTo("version"));
        put(model, "canary", "{'version': 1}").statusCode(400).body("violations[0].field", equalTo("percent"));
        put(model, "canary", "{'version': 1, 'percent': 100}")
                .statusCode(400)
                .body("violations[0].accepted", equalTo("must be at most 99"));
        put(model, "champion", "{'version': 1, 'percent': 9}")
                .statusCode(400)
                .body("violations[0].field", equalTo("percent"));
        given().contentType(ContentType.JSON)
                .body("{\"version\": 1, \"alias\": \"latest\"}")
                .post("/v1/models/" + model + "/samples")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("alias"));
    }

    @Test
    void repositoryIsListedUnloadedAndLoadedAsTheProtocolSays() {
        String model = serve("stored", 2);
        given().post("/v2/repository/index")
                .then()
                .statusCode(200)
                .body("findAll { it.name == 'stored' }.version", hasItems("1", "2"))
                .body("findAll { it.name == 'stored' }.state", hasItems("READY"));

        given().post("/v2/repository/models/" + model + "/unload").then().statusCode(204);
        platform.await(model, status -> status.get("live") == null);
        given().get("/v2/models/" + model + "/ready").then().statusCode(503);
        given().post("/v2/repository/index")
                .then()
                .body("find { it.name == 'stored' }.state", equalTo("UNAVAILABLE"))
                .body("find { it.name == 'stored' }.reason", equalTo("unloaded"));
        given().post("/v2/repository/models/" + model + "/load").then().statusCode(204);
        given().get("/v2/models/" + model + "/ready").then().statusCode(200);
        given().post("/v2/repository/models/nobody/load")
                .then()
                .statusCode(404)
                .body("error", equalTo("no model is named nobody"));
    }

    private String serve(String model, int versions) {
        for (int i = 0; i < versions; i++) {
            platform.serve(model, TinyGenerator.constant(0.25));
        }
        return model;
    }

    private static ValidatableResponse put(String model, String alias, String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .put("/v1/models/" + model + "/aliases/" + alias)
                .then();
    }

    private static int versionThatAnswers(String model, String request) {
        return Integer.parseInt(given().contentType(ContentType.JSON)
                .body(request.replace('\'', '"'))
                .post("/v1/models/" + model + "/samples")
                .then()
                .statusCode(200)
                .extract()
                .header("Gantry-Version"));
    }
}
