package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.console.ExitCode;
import dev.gantry.contracts.Json;
import dev.gantry.testkit.FreePorts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common. */
class GantryTest extends CommandTest {
    GantryTest() throws Exception {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "demo",
                "train",
                "jobs",
                "jobs list",
                "jobs get",
                "jobs cancel",
                "jobs events",
                "jobs reproduce",
                "models",
                "models list",
                "models get",
                "models promote",
                "models canary",
                "models rollback",
                "models follow",
                "sample",
                "detect",
                "feedback",
                "feedback give",
                "feedback rates",
                "key",
                "bench"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(run((command + " --help").split(" "))).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).startsWith("Usage: gantry " + command);
    }

    @Test
    void helpNamesTheExitCodes() {
        assertThat(run("--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Exit codes:", "3     no platform answers", "demo", "bench");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "train --nonsense", "up --port-offset many", "jobs get", "feedback give r", "bench"})
    void senselessCommandLinesAreUsageErrors(String line) {
        int exitCode = run(line.split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).isNotBlank();
    }

    @Test
    void noPlatformIsTold() {
        int exitCode = run("jobs", "list", "--url", "http://127.0.0.1:" + FreePorts.next(), "--api-key", "k");

        assertThat(exitCode).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("./gantry up");
    }

    @Test
    void aRefusalIsTold() {
        gateway.answer(404, "{\"detail\":\"no job x is known\"}");

        assertThat(ask("jobs", "get", "x")).isEqualTo(ExitCode.REFUSED);
        assertThat(err).hasToString("gantry: no job x is known (HTTP 404)" + System.lineSeparator());
    }

    @Test
    void jobsAreListedForPeopleAndForPrograms() {
        gateway.answer(
                200,
                "{\"jobs\":[{\"jobId\":\"j1\",\"model\":\"m\",\"state\":\"RUNNING\",\"progress\":{\"step\":10},"
                        + "\"updatedAt\":\"2026-11-22T00:00:00Z\"}]}");

        assertThat(ask("jobs", "list", "--state", "running")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines())
                .containsExactly(
                        "JOB  MODEL  STATE    IMAGES  UPDATED", "j1   m      RUNNING  10      2026-11-22T00:00:00Z");
        assertThat(gateway.asked().get(0).path()).isEqualTo("/v1/jobs?state=running");

        out.getBuffer().setLength(0);
        assertThat(ask("jobs", "list", "--json")).isEqualTo(ExitCode.OK);
        assertThat(Json.readTree(out.toString().getBytes(StandardCharsets.UTF_8))
                        .path("jobs"))
                .hasSize(1);
    }
}
