package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.client.TestGateway.Asked;
import dev.gantry.cli.console.ExitCode;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackCommandTest extends CommandTest {
    FeedbackCommandTest() throws Exception {}

    @ParameterizedTest
    @CsvSource({
        "real, LIKELY_SYNTHETIC, Kept as REAL: LIKELY_SYNTHETIC was a false alarm",
        "REAL, NO_EVIDENCE, Kept as REAL: NO_EVIDENCE was no false alarm",
        "synthetic, LIKELY_SYNTHETIC, Kept as SYNTHETIC: LIKELY_SYNTHETIC was right",
        "synthetic, UNCERTAIN, Kept as SYNTHETIC: UNCERTAIN missed it",
        "unknown, NO_EVIDENCE, Kept as UNKNOWN: the verdict counts for nothing"
    })
    void feedbackIsPassedOnAndWhatItSaysOfTheVerdictIsTold(String label, String verdict, String told) {
        gateway.answer(200, """
                {"requestId":"r/1","at":"2026-11-22T00:00:00Z","label":"%s","verdict":"%s","falsePositiveRate":0.01,"judgements":[]}
                """.formatted(label.toUpperCase(Locale.ROOT), verdict));

        assertThat(ask("feedback", "give", "r/1", label, "--reason", "my own photograph"))
                .isEqualTo(ExitCode.OK);

        Asked asked = gateway.asked().get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /v1/detections/r%2F1/feedback");
        assertThat(asked.body())
                .contains("\"label\":\"" + label.toUpperCase(Locale.ROOT) + "\"")
                .contains("\"reason\":\"my own photograph\"");
        assertThat(out.toString().trim()).isEqualTo(told);
    }

    @Test
    void labelsAreNamedToWhoGivesAnother() {
        assertThat(ask("feedback", "give", "r", "fake")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("'fake'", "REAL, SYNTHETIC, UNKNOWN");
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void ratesAreShownWithWhatTheyRestOn() {
        gateway.answer(200, """
                {"rates":[{"falsePositiveRate":0.01,"falsePositives":{"errors":1,"pictures":4,"rate":0.25,"lower":0.046,"upper":0.699},
                  "falseNegatives":{"errors":0,"pictures":0,"rate":0,"lower":0,"upper":1}},
                 {"falsePositiveRate":0.01,"model":"clothes","falsePositives":{"errors":0,"pictures":4,"rate":0,"lower":0,"upper":0.49},
                  "falseNegatives":{"errors":0,"pictures":0,"rate":0,"lower":0,"upper":1}}]}
                """);

        assertThat(ask("feedback", "rates")).isEqualTo(ExitCode.OK);

        assertThat(gateway.asked().get(0).path()).isEqualTo("/v1/detections/feedback");
        assertThat(out.toString().lines())
                .containsExactly(
                        "ASKED FOR  DETECTOR        FALSE ALARMS                      MISSED",
                        "1.0 %      (all together)  25.0 % (1 of 4; 4.6 % to 69.9 %)  -",
                        "1.0 %      clothes         0.0 % (0 of 4; 0.0 % to 49.0 %)   -");
    }

    @Test
    void thatThereIsNoFeedbackIsTold() {
        gateway.answer(200, "{\"rates\":[]}");

        assertThat(ask("feedback", "rates")).isEqualTo(ExitCode.OK);

        assertThat(out.toString().trim()).isEqualTo("No feedback has been given yet");
    }
}
