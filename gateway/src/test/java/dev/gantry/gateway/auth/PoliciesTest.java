package dev.gantry.gateway.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.access.Scope;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class PoliciesTest {
    @Inject
    Router router;

    @Test
    void everyRouteOfTheApiHasAPolicy() {
        List<String> described = described();

        assertThat(described).hasSizeGreaterThan(20).allMatch(PoliciesTest::declared);
        assertThat(forwarded()).isNotEmpty().allMatch(PoliciesTest::declared);
    }

    @Test
    void everyPolicyOfTheApiIsOfARouteThatThereIs() {
        List<String> routes = new ArrayList<>(described());
        routes.addAll(forwarded());
        assertThat(Policies.ALL.stream()
                        .filter(policy -> policy.template().startsWith("/v1/")
                                && !policy.template().endsWith("*"))
                        .toList())
                .isNotEmpty()
                .allMatch(policy -> routes.stream()
                        .map(route -> route.split(" ", 2))
                        .anyMatch(route -> policy.covers(route[0], route[1])));
    }

    @Test
    void onlyReadingTheConsoleHealthMetricsAndDescriptionsIsOpen() {
        assertThat(Policies.ALL.stream().filter(Policy::open).map(Policy::template))
                .containsExactlyInAnyOrder(
                        "/",
                        "/console/*",
                        "/_static/*",
                        "/metrics",
                        "/q/health",
                        "/q/health/*",
                        "/q/openapi",
                        "/v1/schemas/*");
    }

    @Test
    void whateverChangesSomethingNeedsAScope() {
        assertThat(Policies.ALL.stream()
                        .filter(policy -> !policy.method().equals("GET"))
                        .filter(policy -> policy.scope().isEmpty())
                        .map(Policy::template))
                .containsExactlyInAnyOrder(
                        "/inference.GRPCInferenceService/ServerLive",
                        "/inference.GRPCInferenceService/ServerReady",
                        "/inference.GRPCInferenceService/ServerMetadata",
                        "/inference.GRPCInferenceService/ModelReady",
                        "/inference.GRPCInferenceService/ModelMetadata");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/nowhere",
                "PATCH /v1/jobs",
                "OPTIONS /v1/jobs",
                "PUT /v2/models/clothes/infer",
                "POST /v2/elsewhere",
                "POST /inference.GRPCInferenceService/Elsewhere",
                "POST /inferenceXGRPCInferenceService/ServerLive",
                "GET /v1/models/..%2fclothes",
                "GET /v1/models/clothes;x=1",
                "GET /v2/models/Clothes",
                "GET /q/dev-ui"
            })
    void routeWithoutAPolicyDoesNotExistEvenForTheOperator(String route) {
        String[] parts = route.split(" ", 2);
        Api.authorized()
                .urlEncodingEnabled(false)
                .request(parts[0], parts[1])
                .then()
                .statusCode(404)
                .header("X-Asked", (String) null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "submit POST /v1/jobs",
                "submit DELETE /v1/jobs/acme-1",
                "sample POST /v1/models/acme-hats/samples",
                "sample POST /v2/models/acme-hats/infer",
                "detect POST /v1/detections",
                "detect GET /v1/detections/feedback",
                "administer PUT /v1/models/acme-hats/aliases/champion",
                "administer POST /v1/models/acme-hats/rollback",
                "administer POST /v2/repository/models/acme-hats/unload",
                "sample POST /inference.GRPCInferenceService/ModelInfer",
                "administer POST /inference.GRPCInferenceService/RepositoryIndex",
                "administer POST /inference.GRPCInferenceService/RepositoryModelLoad",
                "administer POST /inference.GRPCInferenceService/RepositoryModelUnload"
            })
    void missingScopeIsNamed(String route) {
        String[] parts = route.split(" ", 3);
        String answer = Api.with(GatewayEnvironment.ACME_VISITOR_KEY)
                .request(parts[1], parts[2])
                .then()
                .statusCode(403)
                .header("X-Asked", (String) null)
                .extract()
                .asString();
        assertThat(answer).contains("scope " + parts[0]).contains("acme-visitor");
    }

    @Test
    void callerWithoutAnyScopeMayLook() {
        for (String path : new String[] {"/v1/jobs", "/v1/models", "/v2", "/v2/models/acme-hats"}) {
            Api.with(GatewayEnvironment.ACME_VISITOR_KEY).get(path).then().statusCode(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/models/umbrella-hats",
                "GET /v1/models/umbrella-hats/versions/1",
                "GET /v1/models/umbrella-hats/versions/1/preview",
                "POST /v1/models/umbrella-hats/samples",
                "PUT /v1/models/umbrella-hats/aliases/champion",
                "POST /v1/models/umbrella-hats/rollback",
                "GET /v2/models/umbrella-hats",
                "POST /v2/models/umbrella-hats/versions/1/infer",
                "POST /v2/repository/models/umbrella-hats/load",
                "POST /v1/models/acme-hats/../umbrella-hats/samples"
            })
    void modelOfAnotherIsUnknown(String route) {
        String[] parts = route.split(" ", 2);
        String answer = Api.with(GatewayEnvironment.ACME_KEY)
                .urlEncodingEnabled(false)
                .request(parts[0], parts[1])
                .then()
                .statusCode(404)
                .header("X-Asked", (String) null)
                .extract()
                .asString();
        assertThat(answer).contains("no model umbrella-hats is known");
    }

    @Test
    void ownModelsArePassedOn() {
        Api.with(GatewayEnvironment.ACME_KEY)
                .post("/v1/models/acme-hats/samples")
                .then()
                .statusCode(200)
                .header("X-Asked", equalTo("POST /v1/models/acme-hats/samples"));
    }

    private static boolean declared(String route) {
        String[] parts = route.split(" ", 2);
        return Policies.of(parts[0], parts[1]).isPresent();
    }

    /** Method and a path of every operation of the description. */
    private static List<String> described() {
        JsonNode document = Json.readTree(given().get("/q/openapi?format=json").asByteArray());
        List<String> routes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            path.getValue()
                    .properties()
                    .forEach(operation ->
                            routes.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + example(path.getKey())));
        }
        return routes;
    }

    /** Method and a path of every route to the services behind. */
    private List<String> forwarded() {
        List<String> routes = new ArrayList<>();
        for (Route route : router.getRoutes()) {
            String path = Optional.ofNullable(route.getPath()).orElse("");
            if (path.startsWith("/v1/") && Optional.ofNullable(route.methods()).isPresent()) {
                route.methods().forEach(method -> routes.add(method.name() + " " + example(path)));
            }
        }
        return routes;
    }

    private static String example(String template) {
        return template.replaceAll("\\{\\w+}|:\\w+", "1");
    }

    @Test
    void everyScopeIsAskedForSomewhere() {
        assertThat(Policies.ALL.stream().flatMap(policy -> policy.scope().stream()))
                .contains(Scope.values());
    }
}
