package dev.gantry.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.Json;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayTest;
import io.restassured.response.Response;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class ConsolePageTest {
    private static final Pattern INLINE = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    @Test
    void onlyTheImportMapMayStandInThePageItself() throws Exception {
        Response page = given().get("/");
        String policy = page.header("Content-Security-Policy");
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(Api.utf8(importMap(page))));

        assertThat(policy).contains("script-src 'self' 'sha256-" + digest + "'").doesNotContain("unsafe");
        assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lit", "lit-html", "lit-element/lit-element.js", "@lit/reactive-element", "echarts"})
    void librariesAreServedFromHereForEver(String specifier) {
        Response module = given().get(resolve(specifier));

        assertThat(module.statusCode()).isEqualTo(200);
        assertThat(module.contentType()).contains("javascript");
        assertThat(module.header("Cache-Control")).contains("immutable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main.js", "api.js", "controls.js", "views/shell.js", "parts/curve-chart.js"})
    void ownModulesAreAskedForAgainAfterAnUpgrade(String module) {
        Response response = given().get("/console/" + module);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).isEqualTo("no-cache");
    }

    private static String resolve(String specifier) {
        JsonNode imports = Json.readTree(Api.utf8(importMap(given().get("/")))).path("imports");
        if (imports.has(specifier)) {
            return imports.path(specifier).asText();
        }
        String scope = specifier.substring(0, specifier.indexOf('/') + 1);
        return imports.path(scope).asText() + specifier.substring(scope.length());
    }

    private static String importMap(Response page) {
        Matcher matcher = INLINE.matcher(page.asString());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
