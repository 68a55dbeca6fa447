package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.console.ExitCode;
import org.junit.jupiter.api.Test;

class ModelsCommandTest extends CommandTest {
    ModelsCommandTest() throws Exception {}

    @Test
    void whatTrulyAnswersIsTold() {
        gateway.answer(200, """
                {"models":[
                 {"model":"clothes","latest":3,"serving":{"desired":3,"live":3,"state":"live"}},
                 {"model":"hats","latest":5,"serving":{"desired":5,"live":4,"state":"quarantined"}},
                 {"model":"shoes","latest":1,"serving":{"desired":1,"state":"loading"}},
                 {"model":"new"}]}""");
        ask("models", "list");
        assertThat(out.toString().lines().map(line -> line.strip().replaceAll(" {2,}", "|")))
                .containsExactly(
                        "MODEL|ANSWERS|LATEST|BEST|CHAMPION|CANARY",
                        "clothes|3|3",
                        "hats|4 (5 is quarantined)|5",
                        "shoes|none (1 is loading)|1",
                        "new|?");
    }

    @Test
    void whatFailedIsTold() {
        gateway.answer(200, """
                {"model":"hats","latest":5,"versions":[4,5],"serving":{"desired":5,"live":4,"state":"quarantined","quarantined":[
                 {"version":5,"code":"digest-mismatch","reason":"it changed","attempts":2,"retryAt":"2026-11-22T10:00:00Z"}]}}""");
        ask("models", "get", "hats");
        assertThat(out.toString())
                .contains("version 5: digest-mismatch, it changed; tried again at 2026-11-22T10:00:00Z");
    }

    @Test
    void whyItIsUnknownWhatAnswersIsTold() {
        gateway.answer(200, "{\"model\":\"hats\",\"versions\":[4],\"servingUnknown\":\"it is away\"}");
        ask("models", "get", "hats");
        assertThat(out.toString()).endsWith("What answers is not known: it is away\n");
    }

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
