package dev.gantry.gateway.queues;

import static io.restassured.RestAssured.given;

import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.gateway.jobs.Eventually;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@GatewayTest
class QueueLagsTest {
    private static final Pattern LAG =
            Pattern.compile("gantry_queue_lag_records\\{group=\"gantry-trainers\"} ([0-9.]+)");

    @Test
    void whatWaitsForATrainerIsTold() {
        Eventually.holds(() -> lag().isPresent());
        // Other tests of this gateway may have asked for jobs, which no trainer takes, since the figure was taken.
        double before = lag().orElseThrow();

        Api.authorized()
                .contentType("application/json")
                .body("{\"model\": \"lagging\", \"data\": {\"uri\": \"file:nothing\"}}")
                .post("/v1/jobs")
                .then()
                .statusCode(202);

        Eventually.holds(() -> lag().orElse(0) > before);
    }

    private static OptionalDouble lag() {
        Matcher matcher = LAG.matcher(given().get("/metrics").asString());
        return matcher.find() ? OptionalDouble.of(Double.parseDouble(matcher.group(1))) : OptionalDouble.empty();
    }
}
