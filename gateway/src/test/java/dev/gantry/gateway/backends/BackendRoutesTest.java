package dev.gantry.gateway.backends;

import static org.hamcrest.Matchers.equalTo;

import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayTest;
import org.junit.jupiter.api.Test;

@GatewayTest
class BackendRoutesTest {
    @Test
    void samplingDetectionAndTheInferenceProtocolArePassedOn() {
        for (String path : new String[] {
            "/v1/models/clothes/samples",
            "/v1/detections?model=clothes",
            "/v1/detections/heatmap?model=clothes",
            "/v1/detections/frames",
            "/v1/detections/some-id/feedback"
        }) {
            Api.authorized()
                    .contentType("application/json")
                    .body("{\"seed\": 1}")
                    .post(path)
                    .then()
                    .statusCode(200)
                    .contentType("text/x-echo")
                    .header("X-Asked", "POST " + path)
                    .header("X-Content-Type-Options", "nosniff")
                    .body(equalTo("{\"seed\": 1}"));
        }
        for (String path : new String[] {"/v2", "/v2/models/clothes/ready", "/v1/detections/feedback"}) {
            Api.authorized().get(path).then().statusCode(200).header("X-Asked", "GET " + path);
        }
    }
}
