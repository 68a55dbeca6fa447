package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.console.ExitCode;
import org.junit.jupiter.api.Test;

class ModelsCommandTest extends CommandTest {
    ModelsCommandTest() throws Exception {}

    @Test
    void whoAnswersIsDecidedAndTold() {
        gateway.answer(200, "{\"champion\":7,\"previous\":6,\"canary\":{\"version\":8,\"percent\":20}}");

        assertThat(ask("models", "promote", "clothes", "--version", "7")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .isEqualTo(
                        "clothes: version 7 answers, version 8 to 20 % of the seeds; a roll back goes to version 6\n");
        ask("models", "canary", "clothes", "--version", "8", "--percent", "20");
        ask("models", "canary", "clothes");
        ask("models", "rollback", "clothes");
        ask("models", "follow", "clothes");
        assertThat(gateway.asked().stream().map(asked -> asked.method() + " " + asked.path() + " " + asked.body()))
                .containsExactly(
                        "PUT /v1/models/clothes/aliases/champion {\"version\":7}",
                        "PUT /v1/models/clothes/aliases/canary {\"version\":8,\"percent\":20}",
                        "DELETE /v1/models/clothes/aliases/canary ",
                        "POST /v1/models/clothes/rollback {}",
                        "DELETE /v1/models/clothes/aliases/champion ");
    }
}
