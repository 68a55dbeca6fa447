package dev.gantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.console.Text;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.detection.Feedback;
import dev.gantry.contracts.detection.Feedback.Label;
import dev.gantry.contracts.detection.FeedbackRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what judged pictures really were, and how often verdicts were wrong. */
@Command(
        name = "feedback",
        description = "Say what judged pictures turned out to be, and see how often verdicts were wrong.",
        synopsisSubcommandLabel = "COMMAND")
final class FeedbackCommand {
    private static final String DETECTIONS = "/v1/detections/";

    @Command(
            name = "give",
            description =
                    "Say what a judged picture turned out to be. It replaces what was said of the verdict before.")
    int give(
            @Mixin Console console,
            @Mixin GatewayOptions gateway,
            @Parameters(paramLabel = "REQUEST", description = "Of the verdict, as `gantry detect` tells it.")
                    String requestId,
            @Parameters(
                            paramLabel = "LABEL",
                            description = "real, synthetic, or unknown, which takes earlier feedback back.")
                    Label label,
            @Option(names = "--reason", paramLabel = "TEXT", description = "How that is known, for people.")
                    Optional<String> reason)
            throws InterruptedException {
        JsonNode answer = gateway.client()
                .post(
                        DETECTIONS + Text.urlEncoded(requestId) + "/feedback",
                        Json.tree(new FeedbackRequest(label, reason)));
        Feedback kept = Json.convert(answer, Feedback.class);
        console.result(answer, "Kept as %s: %s%n".formatted(kept.label(), outcome(kept)));
        return ExitCode.OK;
    }

    @Command(
            name = "rates",
            description = "Show how often verdicts were wrong, as far as feedback tells, with 95 %% intervals.")
    int rates(@Mixin Console console, @Mixin GatewayOptions gateway) throws InterruptedException {
        JsonNode answer = gateway.client().get(DETECTIONS + "feedback");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ASKED FOR", "DETECTOR", "FALSE ALARMS", "MISSED"));
        answer.path("rates")
                .forEach(rate -> rows.add(List.of(
                        Text.percent(rate.path("falsePositiveRate").asDouble()),
                        rate.path("model").asText("(all together)"),
                        share(rate.path("falsePositives")),
                        share(rate.path("falseNegatives")))));
        console.result(answer, rows.size() > 1 ? Text.table(rows) : "No feedback has been given yet\n");
        return ExitCode.OK;
    }

    private static String outcome(Feedback kept) {
        boolean found = kept.verdict().synthetic();
        return switch (kept.label()) {
            case REAL -> kept.verdict() + (found ? " was a false alarm" : " was no false alarm");
            case SYNTHETIC -> kept.verdict() + (found ? " was right" : " missed it");
            case UNKNOWN -> "the verdict counts for nothing";
        };
    }

    private static String share(JsonNode rate) {
        return rate.path("pictures").asLong() == 0
                ? "-"
                : "%s (%d of %d; %s to %s)"
                        .formatted(
                                Text.percent(rate.path("rate").asDouble()),
                                rate.path("errors").asLong(),
                                rate.path("pictures").asLong(),
                                Text.percent(rate.path("lower").asDouble()),
                                Text.percent(rate.path("upper").asDouble()));
    }
}
