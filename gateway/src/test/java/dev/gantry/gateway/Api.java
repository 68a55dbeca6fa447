package dev.gantry.gateway;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Requests to the gateway under test. */
public final class Api {
    private Api() {}

    /** A request with an accepted key. */
    public static RequestSpecification authorized() {
        return given().header("Authorization", "Bearer " + GatewayEnvironment.KEY);
    }

    /** A request of somebody's. */
    public static RequestSpecification with(String key) {
        return given().header("X-API-Key", key);
    }

    /** A job or model name that no other test uses. */
    public static String uniqueName() {
        return "t-" + UUID.randomUUID();
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
