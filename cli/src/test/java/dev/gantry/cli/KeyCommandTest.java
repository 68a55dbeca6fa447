package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.contracts.Json;
import dev.gantry.platform.store.Sha256;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCommandTest extends CommandTest {
    KeyCommandTest() throws Exception {}

    @Test
    void keyAndItsEntryAreMadeAnewEachTime() {
        JsonNode first = make();
        JsonNode second = make();

        assertThat(first.path("key").asText())
                .matches("[A-Za-z0-9_-]{32}")
                .isNotEqualTo(second.path("key").asText());
        assertThat(first.path("entry")).isEqualTo(Json.readTree(bytes("""
            {"id": "robot", "tenant": "acme", "sha256": "%s", "scopes": ["sample"],
             "expires": "2027-01-01T00:00:00Z"}
            """.formatted(
                        Sha256.of(bytes(first.path("key").asText()))))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key Robot", "key robot --scopes everything", "key robot --expires tomorrow", "key"})
    void entryThatTheGatewayWouldRefuseIsNotMade(String line) {
        assertThat(run(line.split(" "))).isNotEqualTo(ExitCode.OK);
        assertThat(err.toString()).isNotBlank();
        assertThat(out.toString()).isEmpty();
    }

    private JsonNode make() {
        out.getBuffer().setLength(0);
        int exitCode = run(
                "key",
                "robot",
                "--tenant",
                "acme",
                "--scopes",
                "sample",
                "--expires",
                "2027-01-01T00:00:00Z",
                "--json");
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        return Json.readTree(bytes(out.toString()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
