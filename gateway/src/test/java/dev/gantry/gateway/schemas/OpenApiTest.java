package dev.gantry.gateway.schemas;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.Json;
import dev.gantry.gateway.GatewayTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@GatewayTest
class OpenApiTest {
    private static final Pattern SCHEMA_REFERENCE = Pattern.compile("\"\\$ref\" ?: ?\"(" + Schemas.PATH + "/[^\"]+)\"");

    @Test
    void everyOperationIsDescribed() {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (path.getKey().startsWith("/v")) {
                    found.add(operation.getKey() + " " + path.getKey());
                    assertThat(operation.getValue().path("summary").asText())
                            .as(path.getKey())
                            .isNotEmpty();
                }
            }
        }
        assertThat(found)
                .contains(
                        "post /v1/jobs",
                        "get /v1/jobs",
                        "get /v1/jobs/{jobId}",
                        "delete /v1/jobs/{jobId}",
                        "get /v1/jobs/{jobId}/events",
                        "get /v1/jobs/{jobId}/samples/latest",
                        "get /v1/models/{model}/versions/{version}",
                        "post /v1/models/{model}/samples",
                        "put /v1/models/{model}/aliases/{alias}",
                        "delete /v1/models/{model}/aliases/{alias}",
                        "post /v1/models/{model}/rollback",
                        "post /v1/detections",
                        "post /v1/detections/frames",
                        "post /v1/detections/heatmap",
                        "post /v1/detections/{requestId}/feedback",
                        "get /v1/detections/feedback",
                        "post /v2/models/{model}/infer");
    }

    @Test
    void everySchemaThatItRefersToCanBeReadWithoutAKey() {
        List<String> references = SCHEMA_REFERENCE
                .matcher(document().toString())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();

        assertThat(references).contains(Schemas.TRAINING_REQUEST, Schemas.TRAINING_EVENT, Schemas.MANIFEST);
        for (String reference : references) {
            given().get(reference).then().statusCode(200).contentType("application/schema+json");
        }
        given().get(Schemas.PATH + "/Nothing.json").then().statusCode(404);
    }

    @Test
    void keyIsAskedForInBothForms() {
        JsonNode schemes = document().path("components").path("securitySchemes");
        assertThat(schemes.path("bearer").path("scheme").asText()).isEqualTo("bearer");
        assertThat(schemes.path("header").path("name").asText()).isEqualTo("X-API-Key");
    }

    private static JsonNode document() {
        return Json.readTree(given().get("/q/openapi?format=json").asByteArray());
    }
}
